import pytest

from classrooms.roster.columns import Mapping, class_labels, ignored_headers, people_in, people_of, propose
from classrooms.roster.people import Order
from classrooms.roster.reading import RosterError, read_file, read_text
from tests.classrooms.roster.lists import PRIVATE, onde


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_an_onde_file_maps_itself_and_the_usage_name_wins(encoding):
    table = read_file(onde(encoding=encoding))
    people = people_of(table, propose(table))
    assert [(p.first_name, p.surname, p.level_text, p.class_label) for p in people] == [
        ("LÉA", "DUPONT", "CM2", "CM2 A"),
        ("Jean-Baptiste", "LE GALL", "CM2", "CM2 A"),
        ("Inès", "D'ANGELO", "CM1", "CM2 A"),
        ("Léa", "DURAND", "COURS MOYEN 1RE ANNEE", "CM1 B"),
    ]
    assert [canary for canary in PRIVATE if canary in repr(people)] == []


def test_the_teacher_is_told_which_columns_are_ignored():
    ignored = ignored_headers(read_file(onde()))
    assert {"Date naissance", "Sexe", "INE", "Adresse1", "Cp1", "Autorisation photo"} <= set(ignored)
    assert not {"Nom élève", "Prénom élève", "Niveau", "Libellé classe"} & set(ignored)


def test_one_class_is_taken_from_the_file_of_a_school():
    table = read_file(onde())
    mapping = propose(table)
    assert class_labels(table, mapping) == {"CM2 A": 3, "CM1 B": 1}
    assert [person.line for person in people_of(table, mapping, class_label="CM1 B")] == [5]


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        ("Nom;Prénom;Classe", Mapping(surname=0, first_name=1, class_label=2)),
        ("NOM DE L’ÉLÈVE ; PRENOM DE L'ELEVE", Mapping(surname=0, first_name=1)),
        ("Nom de l'élève;Niveau", Mapping(full_name=0, level=1)),
        ("Prénom", Mapping(first_name=0)),
        ("Username,Full name,User type,Birth year,Gender,Enrolled in", Mapping(full_name=1)),
        ("name,password,login_url", Mapping(full_name=0)),
        ("username,password,firstname,lastname,email", Mapping(first_name=2, surname=3)),
        ("Élève\tDivision", Mapping(full_name=0, class_label=1)),
    ],
)
def test_the_headers_of_other_software_are_known(header, mapping):
    delimiter = next((d for d in ";,\t" if d in header), ";")
    assert propose(read_text(f"{header}\n{delimiter.join('xyzabc')}")) == mapping


def test_kolibri_writes_the_first_name_first_and_french_lists_the_surname():
    kolibri = read_text("Username,Full name,Birth year\ndupl,Léa Dupont,2015")
    french = read_text("Nom et prénom;Niveau\nDupont Léa;CM2")
    for table in (kolibri, french):
        (person,) = people_of(table, propose(table))
        assert (person.first_name, person.surname) == ("Léa", "Dupont")
    assert "dupl" not in repr(kolibri)


def test_the_order_of_full_names_can_be_said():
    table = read_text("Nom et prénom\nLéa Dupont")
    (person,) = people_of(table, propose(table), order=Order.FIRST_NAME_FIRST)
    assert person.first_name == "Léa"


@pytest.mark.parametrize("text", ["DUPONT Léa", "Nom;Prénom\nDUPONT;Léa", "Nom complet\nDUPONT, Léa", "Léa;DUPONT"])
def test_a_paste_needs_no_mapping_with_or_without_headers(text):
    (person,) = people_in(read_text(text))
    assert (person.first_name, person.surname) == ("Léa", "DUPONT")


def test_the_name_of_a_class_tells_the_level_where_nothing_else_does():
    (person,) = people_in(read_text("N°;Nom;Prénom;Né(e) le;Classe\n1;DUPONT;Léa;03/04/2015;CM2 A"))
    assert (person.level_text, person.class_label) == ("CM2 A", "CM2 A")


def test_any_table_can_be_mapped_by_hand():
    table = read_text("x;Dupont;y;Léa\nx;Martin;y")
    people = people_of(table, Mapping(first_name=3, surname=1))
    assert [(p.first_name, p.surname) for p in people] == [("Léa", "Dupont"), ("", "Martin")]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        (Mapping(surname=0), "no_name_column"),
        (Mapping(first_name=9), "no_such_column"),
        (Mapping(first_name=-1), "no_such_column"),
        (Mapping(first_name=1, surname=2), "never_kept"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping, code):
    with pytest.raises(RosterError) as refusal:
        people_of(read_text("Nom;Prénom;INE\nDupont;Léa;0912345678A"), mapping)
    assert refusal.value.code == code
