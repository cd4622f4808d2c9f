import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms.roster.people import Order, people_of_bare, split_full_names
from classrooms.roster.reading import read_text


def names(text, **options):
    return [(person.first_name, person.surname) for person in people_of_bare(read_text(text), **options)]


@pytest.mark.parametrize(
    "text",
    ["Léa\nTom\nInès", "Léa, Tom, Inès", "Léa;Tom;Inès", "Léa\tTom\tInès", "Léa, Tom,\nInès\n", "Léa,\nTom,\nInès,",
     "- Léa\n- Tom\n- Inès", "1. Léa\n2. Tom\n3. Inès", "1 Léa\n2 Tom\n3 Inès", "\n\n Léa \r\n\r\nTom\rInès\n"],
)  # fmt: skip
def test_a_list_of_first_names_is_read_in_any_shape(text):
    assert names(text) == [("Léa", ""), ("Tom", ""), ("Inès", "")]


@pytest.mark.parametrize(
    "text",
    [
        "DUPONT Léa\nMARTIN Tom", "Léa DUPONT\nTom MARTIN", "Dupont Léa\nMartin Tom", "Dupont;Léa\nMartin;Tom",
        "Dupont, Léa\nMartin, Tom", "DUPONT\tLéa\nMARTIN\tTom", "Léa,DUPONT\nTom,MARTIN",
        "DUPONT;Léa;CM1\nMARTIN;Tom;CM2",
        "1;DUPONT;Léa\n2;MARTIN;Tom", "Dupont Léa, Martin Tom", "DUPONT Léa;CM1\nMARTIN Tom;CM2",
        "Dupont Léa, Martin Tom\n",
    ],
)  # fmt: skip
def test_names_and_surnames_are_told_apart_in_any_shape(text):
    found = names(text)
    assert [first for first, _ in found] == ["Léa", "Tom"]
    assert [surname.title() for _, surname in found] == ["Dupont", "Martin"]


def test_one_line_of_two_cells_is_one_person_only_with_capitals():
    assert names("DUPONT, Léa") == [("Léa", "DUPONT")]
    assert names("Léa; DUPONT") == [("Léa", "DUPONT")]
    assert names("Léa, Tom") == [("Léa", ""), ("Tom", "")]


@pytest.mark.parametrize(
    ("entry", "first", "surname"),
    [
        ("de LA TOUR Léa", "Léa", "de LA TOUR"),
        ("Léa de LA TOUR", "Léa", "de LA TOUR"),
        ("de la Tour Léa", "Léa", "de la Tour"),
        ("Le GALL Yann", "Yann", "Le GALL"),
        ("Le Gall Yann", "Yann", "Le Gall"),
        ("EL AMRANI Yasmine", "Yasmine", "EL AMRANI"),
        ("El Amrani Yasmine", "Yasmine", "El Amrani"),
        ("BEN ALI Sofia", "Sofia", "BEN ALI"),
        ("d'ARC Jeanne", "Jeanne", "d'ARC"),
        ("D'Arc Jeanne", "Jeanne", "D'Arc"),
        ("Ben DUPONT", "Ben", "DUPONT"),
        ("DUPONT Marie Lou", "Marie Lou", "DUPONT"),
        ("Marie Lou DUPONT", "Marie Lou", "DUPONT"),
        ("DUPONT-MARTIN Jean-Baptiste", "Jean-Baptiste", "DUPONT-MARTIN"),
        ("McDONALD Ann", "Ann", "McDONALD"),
        ("N'GUESSAN Aya", "Aya", "N'GUESSAN"),
        ("Dupont Jean-Baptiste", "Jean-Baptiste", "Dupont"),
        ("Diallo N'Deye", "N'Deye", "Diallo"),
        ("DUPONT LEA", "LEA", "DUPONT"),
        ("Ben Sofia", "Sofia", "Ben"),
        ("ÉLÉONORE", "ÉLÉONORE", ""),
        ("李 明", "明", "李"),
    ],
)
def test_a_full_name_is_split_where_french_schools_would(entry, first, surname):
    assert split_full_names([entry])[0][:2] == (first, surname)


def test_clear_entries_give_the_order_of_the_others():
    assert split_full_names(["Léa DUPONT", "Tom Martin", "Inès BEN ALI"])[1][:2] == ("Tom", "Martin")


def test_the_teacher_may_say_that_first_names_come_first():
    text = "Léa Dupont\nJean de la Tour\nYasmine El Amrani"
    assert names(text, order=Order.FIRST_NAME_FIRST) == [
        ("Léa", "Dupont"), ("Jean", "de la Tour"), ("Yasmine", "El Amrani")
    ]  # fmt: skip
    assert names("Léa;Dupont\nTom;Martin", order=Order.FIRST_NAME_FIRST) == [("Léa", "Dupont"), ("Tom", "Martin")]


def test_a_first_name_of_two_words_without_capitals_is_doubtful():
    assert split_full_names(["Garcia Lopez Léa"])[0].doubtful
    assert not split_full_names(["GARCIA LOPEZ Marie Lou"])[0].doubtful
    assert split_full_names(["DUPONT Léa MARTIN"])[0].doubtful


def test_a_surname_alone_in_a_list_of_two_columns_is_no_first_name():
    assert names("DUPONT;Léa\nMARTIN;\nPETIT;Zoé")[1] == ("", "MARTIN")


def test_lines_are_those_of_the_pasted_text():
    assert [person.line for person in people_of_bare(read_text("\nLéa\n\nTom"))] == [2, 4]


def test_frequent_first_names_give_the_order_of_a_list_without_capitals():
    for text in ("Léa Dupont\nTom Martin", "Léa;Dupont\nTom;Martin", "Dupont Léa\nMartin Tom"):
        people = people_of_bare(read_text(text))
        assert [(p.first_name, p.surname, p.doubtful) for p in people] == [
            ("Léa", "Dupont", False),
            ("Tom", "Martin", False),
        ]


def test_an_order_that_rests_on_nothing_is_doubtful_until_the_teacher_says_it():
    for text in ("Canari Serin\nPinson Merle", "Canari;Serin\nPinson;Merle"):
        assert all(person.doubtful for person in people_of_bare(read_text(text)))
        assert not any(person.doubtful for person in people_of_bare(read_text(text), order=Order.SURNAME_FIRST))


def test_an_initial_is_a_surname():
    assert names("Léa D.\nLéa M.\nTom") == [("Léa", "D."), ("Léa", "M."), ("Tom", "")]


def test_a_level_in_brackets_is_read():
    people = people_of_bare(read_text("DUPONT Léa (CM1)\nMartin Tom (CM2)"))
    assert [(p.first_name, p.level_text) for p in people] == [("Léa", "CM1"), ("Tom", "CM2")]


def test_numbered_rows_are_not_levels():
    text = "\n".join(f"{number};Nom{letter};Prenom{letter}" for number, letter in enumerate("ABCDEFGH", 1))
    people = people_of_bare(read_text(text))
    assert {person.level_text for person in people} == {""}
    assert people[5].first_name == "PrenomF"


def test_a_comma_within_an_entry_parts_surname_and_first_name():
    assert names("Dupont, Léa\nTom\nZoé") == [("Léa", "Dupont"), ("Tom", ""), ("Zoé", "")]
    assert split_full_names(["Léa, DUPONT"])[0][:2] == ("Léa", "DUPONT")


def test_a_surname_stays_out_of_error_reports():
    assert "DUPONT" not in repr(people_of_bare(read_text("DUPONT Léa")))


def test_a_level_column_is_found_anywhere():
    people = people_of_bare(read_text("CM1;DUPONT;Léa\nCM2;MARTIN;Tom"))
    assert [(p.first_name, p.level_text) for p in people] == [("Léa", "CM1"), ("Tom", "CM2")]


@given(st.lists(st.text(), max_size=6), st.sampled_from([None, *Order]))
def test_splitting_loses_no_word(entries, order):
    for entry, name in zip(entries, split_full_names(entries, order=order), strict=True):
        assert sorted(entry.replace(",", " ").split()) == sorted(
            f"{name.first_name} {name.surname}".replace(",", " ").split()
        )
        assert name.first_name or not entry.split()
