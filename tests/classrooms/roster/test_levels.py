import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms.roster.levels import LEVELS, parse_level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("CP", "CP"), ("c.p.", "CP"), ("Cours préparatoire", "CP"),
        ("CE1", "CE1"), ("ce 2", "CE2"), ("C.E.2", "CE2"), ("CM2", "CM2"), ("cm-1", "CM1"),
        ("COURS MOYEN 2E ANNEE", "CM2"), ("Cours moyen 2ème année", "CM2"), ("COURS MOYEN 1ERE ANNEE", "CM1"),
        ("Cours élémentaire 1re année", "CE1"), ("Cours élémentaire première année", "CE1"),
        ("COURS ELEMENTAIRE 2NDE ANNEE", "CE2"), ("cours moyen deuxième année", "CM2"), ("Cours moyen 2", "CM2"),
        ("6EME", "6e"), ("6ème", "6e"), ("6e", "6e"), ("6 e", "6e"), ("sixième", "6e"), ("Sixième B", "6e"),
        ("6e B", "6e"), ("6ÈME 2", "6e"), ("5", "5e"), ("quatrième", "4e"), ("3EME", "3e"), ("3ieme", "3e"),
    ],
)  # fmt: skip
def test_a_level_is_read_as_schools_write_it(text, level):
    assert parse_level(text) == level


@pytest.mark.parametrize(
    "text", ["", "CE3", "CM", "GS", "2nde", "7e", "terminale", "Cours moyen 3e année", "Léa", "62"]
)
def test_what_is_no_level_is_none(text):
    assert parse_level(text) is None


@given(st.text())
def test_any_text_has_a_level_or_none(text):
    assert parse_level(text) in {*LEVELS, None}
