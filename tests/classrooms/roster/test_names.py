import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms.roster.names import MAX_PUBLIC_NAME, Ask, Named, name_key, normalise_full_name, public_names, tidy_name
from classrooms.roster.text import plain

SECRET = b"a secret of the site"


def named(*people, taken=(), beside=()):
    split = [Named(*person.rsplit(" ", 1)) if " " in person else Named(person) for person in people]
    known = [Named(*person.rsplit(" ", 1)) for person in beside]
    return [(proposal.name, proposal.ask) for proposal in public_names(split, taken, known)]


def test_a_first_name_alone_is_enough_for_who_has_it_alone():
    assert named("LÉA DUPONT", "tom martin") == [("Léa", None), ("Tom", None)]


@pytest.mark.parametrize(
    ("people", "names"),
    [
        (["Léa Bernard", "Léa Martin"], ["Léa B.", "Léa M."]),
        (["Léa Bernard", "LEA Barre", "Léa Martin"], ["Léa Be.", "Lea Ba.", "Léa M."]),
        (["Léa Bar", "Léa Barre"], ["Léa Bar", "Léa Barr."]),
        (["Léa D'Arc", "Léa Dupont"], ["Léa D'A.", "Léa Du."]),
        (["Jean-Baptiste Roy", "jean baptiste NOEL"], ["Jean-Baptiste R.", "Jean Baptiste N."]),
        (["Léa Éluard", "Léa Eluère"], ["Léa Élua.", "Léa Eluè."]),
    ],
)
def test_the_fewest_letters_tell_two_apart(people, names):
    assert named(*people) == [(name, None) for name in names]


def test_homonyms_are_asked_for_and_never_silently_equal():
    assert named("Léa Dupont", "lea DUPONT", "Léa Martin") == [
        ("Léa D.", Ask.HOMONYM), ("Lea D. 2", Ask.HOMONYM), ("Léa M.", None)
    ]  # fmt: skip
    assert named("Léa", "Léa") == [("Léa", Ask.HOMONYM), ("Léa 2", Ask.HOMONYM)]


@pytest.mark.parametrize(
    ("taken", "name", "ask"),
    [
        (["Léa"], "Léa B.", Ask.CLASH),
        (["LEA"], "Léa B.", Ask.CLASH),
        (["Léa B."], "Léa Be.", Ask.CLASH),
        (["Léa M."], "Léa B.", None),
        (["Tom"], "Léa", None),
        (["Léane"], "Léa", None),
        (["Léa Be."], "Léa Ber.", Ask.CLASH),
    ],
)
def test_a_first_name_taken_by_someone_whose_surname_is_gone_is_asked_for(taken, name, ask):
    assert named("Léa Bernard", taken=taken) == [(name, ask)]


def test_surnames_of_known_pupils_in_the_file_help_to_choose_letters():
    assert named("Léa Bernard", taken=["Léa"], beside=["Léa Barre"]) == [("Léa Be.", Ask.CLASH)]


def test_without_surnames_a_clash_has_a_number_for_suggestion():
    assert named("Léa", taken=["Léa", "Léa 2"]) == [("Léa 3", Ask.CLASH)]


names = st.sampled_from(["Léa", "LEA", "Tom", "Jean-Baptiste", "jean baptiste", "Inès", "Léa B"])
surnames = st.sampled_from(["", "Bernard", "BARRE", "Bar", "D'Arc", "de la Tour", "Éluard", "X" * 60]) | st.text(
    st.characters(categories=["Lu", "Ll"]), max_size=8
)
people = st.lists(
    st.builds(Named, names | st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=30), surnames),
    max_size=12,
)


@given(people, st.lists(st.sampled_from(["Léa", "Léa B.", "Tom", "Inès D."]), unique=True), people)
def test_public_names_are_unique_whoever_comes(newcomers, taken, beside):
    found = [proposal.name for proposal in public_names(newcomers, taken, beside)]
    folded = [plain(name) for name in [*found, *taken]]
    assert len(set(folded)) == len(folded)
    assert all(0 < len(name) <= MAX_PUBLIC_NAME for name in found)


@pytest.mark.parametrize(
    ("written", "tidied"),
    [("LÉA", "Léa"), ("léa", "Léa"), ("JEAN-BAPTISTE", "Jean-Baptiste"), ("McDonald", "McDonald"),
     ("d'angelo", "D'Angelo"), ("N’DEYE", "N'Deye"), ("marie  lou", "Marie Lou"), ("ŒUVRARD", "Œuvrard")],
)  # fmt: skip
def test_capitals_are_tidied(written, tidied):
    assert tidy_name(written) == tidied
    assert tidy_name(tidied) == tidied


@pytest.mark.parametrize(
    "other",
    [
        ("LEA", "DUPONT-MARTIN"),
        ("Le\u0301a", "Dupont Martin"),
        ("Dupont", "martin léa"),
        ("léa\u00a0", " dupont–martin "),
    ],
)
def test_one_pupil_has_one_key_however_written(other):
    assert name_key(SECRET, "5", *other) == name_key(SECRET, "5", "Léa", "Dupont-Martin")


def test_a_key_tells_nothing_without_the_secret_and_nothing_across_classes():
    key = name_key(SECRET, "5", "Léa", "Dupont")
    assert len(key) == 64
    assert len({key, name_key(SECRET, "6", "Léa", "Dupont"), name_key(b"other", "5", "Léa", "Dupont"),
                name_key(SECRET, "5", "Léa"), name_key(SECRET, "5", "Léo", "Dupont")}) == 5  # fmt: skip


def test_a_full_name_is_folded():
    assert normalise_full_name("Jean-Baptiste", "L’Œuvrard") == "baptiste jean l oeuvrard"
