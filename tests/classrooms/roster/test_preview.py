import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms.roster.columns import people_of, propose
from classrooms.roster.names import Ask, name_key
from classrooms.roster.people import Person, people_of_bare
from classrooms.roster.preview import Preview, Problem, Status, preview
from classrooms.roster.reading import read_file, read_text
from classrooms.roster.text import plain
from tests.classrooms.roster.lists import PRIVATE, onde


def key_of(first_name, surname):
    return name_key(b"a secret of the site", "5", first_name, surname)


class Class:
    """A class that keeps what the confirm step is given, and nothing else."""

    def __init__(self):
        self.known = {}
        self.taken = []

    def look(self, people, **options):
        found = preview(people, key_of=key_of, known=self.known, taken=self.taken, **options)
        return Preview.from_dict(json.loads(json.dumps(found.to_dict())))

    def take(self, people, **options):
        found = self.look(people, **options)
        for row in found.rows:
            if row.to_create:
                self.known[row.name_key, row.homonym] = row.level
                self.taken.append(row.public_name)
        return found


def pasted(text):
    return people_of_bare(read_text(text))


def onde_people(**options):
    table = read_file(onde(**options))
    return people_of(table, propose(table))


def statuses(found):
    return [str(row.status) for row in found.rows]


def test_an_onde_file_becomes_pupils_and_imported_again_changes_nothing():
    classroom = Class()
    first = classroom.take(onde_people(encoding="cp1252"))
    assert [(row.line, row.public_name, row.level, row.ask) for row in first.rows] == [
        (2, "Léa Dup.", "CM2", None), (3, "Jean-Baptiste", "CM2", None), (4, "Inès", "CM1", None),
        (5, "Léa Dur.", "CM1", None)
    ]  # fmt: skip
    again = classroom.look(onde_people(encoding="utf-8-sig", stray=False))
    assert statuses(again) == ["known"] * 4
    assert again.missing == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_what_waits_for_confirmation_holds_no_surname_and_nothing_private(encoding):
    waiting = json.dumps(Class().look(onde_people(encoding=encoding)).to_dict(), ensure_ascii=False)
    assert [canary for canary in PRIVATE if canary in waiting] == []
    for surname in ("dupont", "martin", "gall", "angelo", "durand"):
        assert surname not in plain(waiting)
    row = json.loads(waiting)["rows"][0]
    shown = {"line", "status", "public_name", "level", "was", "name_key", "homonym", "ask", "problem", "column"}
    assert set(row) == shown


def test_a_pasted_list_knows_the_pupils_of_a_file_again():
    classroom = Class()
    classroom.take(onde_people())
    found = classroom.look(pasted("léa dupont\nInès D’Angelo\nZoé Petit"))
    assert statuses(found) == ["known", "known", "new"]
    assert len(found.missing) == 2


def test_homonyms_are_not_merged():
    classroom = Class()
    first = classroom.take(pasted("DUPONT Léa\nDUPONT Léa\nMARTIN Tom"))
    assert statuses(first) == ["homonym", "homonym", "new"]
    assert [row.homonym for row in first.rows] == [0, 1, 0]
    assert [row.ask for row in first.rows] == [Ask.HOMONYM, Ask.HOMONYM, None]
    assert len({row.public_name for row in first.rows}) == 3
    assert statuses(classroom.look(pasted("DUPONT Léa\nMARTIN Tom\nDupont Léa"))) == ["known"] * 3


def test_one_homonym_more_than_known_is_asked_for():
    classroom = Class()
    classroom.take(pasted("DUPONT Léa"))
    found = classroom.look(pasted("DUPONT Léa\nDUPONT Léa"))
    assert statuses(found) == ["known", "homonym"]
    assert found.rows[1].homonym == 1
    assert found.rows[1].ask == Ask.HOMONYM


def test_a_freed_rank_is_given_again_and_one_of_two_homonyms_can_be_missing():
    key = key_of("Léa", "Dupont")
    found = preview(pasted("DUPONT Léa\nDUPONT Léa"), key_of=key_of, known={(key, 1)}, taken=["Léa"])
    assert [row.homonym for row in found.rows] == [1, 0]
    found = preview(pasted("DUPONT Léa"), key_of=key_of, known={(key, 0), (key, 1)}, taken=["Léa D.", "Léa D. 2"])
    assert (statuses(found), found.missing) == (["known"], ((key, 1),))


def test_known_homonyms_of_two_levels_keep_theirs_in_any_order():
    classroom = Class()
    classroom.take(pasted("DUPONT;Léa;CM1\nDUPONT;Léa;CM2"))
    found = classroom.look(pasted("DUPONT;Léa;CM2\nDUPONT;Léa;CM1"))
    assert [(row.homonym, row.level) for row in found.rows] == [(1, "CM2"), (0, "CM1")]


def test_a_newcomer_whose_first_name_is_taken_is_asked_for():
    classroom = Class()
    classroom.take(pasted("BERNARD Léa"))
    found = classroom.look(pasted("BERNARD Léa\nBARRE Léa"))
    assert statuses(found) == ["known", "new"]
    assert (found.rows[1].public_name, found.rows[1].ask) == ("Léa Ba.", Ask.CLASH)


def test_first_names_alone_are_not_recognised_in_a_file_with_surnames():
    classroom = Class()
    classroom.take(pasted("Léa\nTom"))
    assert statuses(classroom.look(pasted("Tom\nLéa"))) == ["known", "known"]
    found = classroom.look(pasted("DUPONT Léa"))
    assert (statuses(found), found.rows[0].ask, len(found.missing)) == (["new"], Ask.CLASH, 2)


def test_a_doubtful_first_name_is_asked_for():
    (row,) = Class().look(pasted("Garcia Lopez Léa")).rows
    assert row.ask == Ask.SPLIT


@pytest.mark.parametrize(
    ("person", "problem", "column"),
    [
        (Person(7, "", "Dupont"), Problem.NO_FIRST_NAME, "first_name"),
        (Person(7, "12", "Dupont"), Problem.NOT_A_NAME, "first_name"),
        (Person(7, "=cmd()", "Dupont"), Problem.NOT_A_NAME, "first_name"),
        (Person(7, "Léa 14/03/2015", "Dupont"), Problem.NOT_A_NAME, "first_name"),
        (Person(7, "<b>Léa</b>", "Dupont"), Problem.NOT_A_NAME, "first_name"),
        (Person(7, "Léa", "Dupont 0912345678A"), Problem.NOT_A_NAME, "surname"),
        (Person(7, "L" * 31, "Dupont"), Problem.TOO_LONG, "first_name"),
        (Person(7, "Léa", "Dupont", "CM9"), Problem.UNKNOWN_LEVEL, "level"),
        (Person(7, "Léa", "Dupont", "CP"), Problem.OTHER_LEVEL, "level"),
    ],
)
def test_a_wrong_row_says_its_line_column_and_reason_and_repeats_nothing(person, problem, column):
    found = Class().look([person], levels=["CM1", "CM2"])
    (row,) = found.rows
    assert (row.line, row.status, row.problem, row.column) == (7, Status.WRONG, problem, column)
    assert row.public_name == ""
    assert not row.to_create
    written = json.dumps(found.to_dict())
    assert "2015" not in written
    assert "0912345678A" not in written


def test_a_known_pupil_on_a_wrong_row_is_not_missing():
    classroom = Class()
    classroom.take(pasted("DUPONT;Léa;CM2"))
    found = classroom.look(pasted("DUPONT;Léa;CP"), levels=["CM1", "CM2"])
    assert (statuses(found), found.missing) == (["wrong"], ())


def test_the_only_level_of_a_class_goes_without_saying():
    assert [row.level for row in Class().look(pasted("Léa"), levels=["CM2"]).rows] == ["CM2"]
    assert [row.level for row in Class().look(pasted("Léa"), levels=["CM1", "CM2"]).rows] == [""]


firsts = st.sampled_from(["Léa", "LÉA", "Tom", "Inès", "Jean-Baptiste", "Marie Lou", "N'Deye"])
lasts = st.sampled_from(["", "Dupont", "DUPONT", "Durand", "Du", "de la Tour", "D'Angelo", "Le Gall"])
crowd = st.lists(st.builds(Person, st.just(0), firsts, lasts, st.sampled_from(["", "CM1", "cm2"])), max_size=14)


@given(crowd, st.data())
def test_importing_again_in_any_order_changes_nothing(people, data):
    classroom = Class()
    first = classroom.take(people)
    assert len(first.rows) == len(people)
    shuffled = data.draw(st.permutations(people))
    again = classroom.look(shuffled)
    assert set(statuses(again)) <= {"known"}
    assert again.missing == ()
    assert {(row.name_key, row.homonym): row.level for row in again.rows} == classroom.known


@given(st.tuples(crowd, crowd, crowd))
def test_however_lists_follow_each_other_names_and_keys_stay_unique(lists):
    classroom = Class()
    for people in lists:
        before = dict(classroom.known)
        found = classroom.take(people)
        assert before.items() <= classroom.known.items()
        assert len(found.missing) + sum(row.status is Status.KNOWN for row in found.rows) == len(before)
    folded = [plain(name) for name in classroom.taken]
    assert len(set(folded)) == len(folded) == len(classroom.known)


@given(crowd, crowd)
def test_a_preview_survives_its_stay_in_a_session(here, coming):
    classroom = Class()
    classroom.take(here)
    found = preview(coming, key_of=key_of, known=classroom.known, taken=classroom.taken)
    assert Preview.from_dict(json.loads(json.dumps(found.to_dict()))) == found


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"rows": [{}], "missing": []},
        {"rows": [], "missing": ["x"]},
        {"rows": [{"line": 1, "status": "?"}], "missing": []},
    ],
)
def test_what_is_no_preview_is_refused(broken):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Preview.from_dict(broken)
