"""Missions for a whole class in one go."""

from collections import Counter

import pytest

from classrooms.errors import Refusal
from investigations.actions.assign import (
    assign,
    assign_every_pupil,
    assign_every_team,
    change_questions,
    change_roles,
    share_roles,
    unassign,
    unassign_unused,
)
from investigations.models import Assignment, Investigation
from tests.classrooms.factories import PupilFactory, TeamFactory
from tests.investigations.factories import AssignmentFactory, InvestigationFactory, ReportFactory

pytestmark = pytest.mark.django_db
Role = Assignment.Role


@pytest.fixture
def investigation():
    investigation = InvestigationFactory()
    for team in TeamFactory.create_batch(2, classroom=investigation.classroom):
        PupilFactory.create_batch(4, classroom=investigation.classroom, team=team)
    return investigation


@pytest.fixture
def by(investigation):
    return investigation.classroom.owner


def state_of(investigation):
    return sorted(investigation.assignments.values_list("pk", "pupil", "team", "role"), key=str)


def test_every_pupil_gets_one_mission_and_pressing_twice_changes_nothing(investigation, by):
    assert assign_every_pupil(investigation=investigation, by=by, share_roles=True) == 8
    before = state_of(investigation)
    assert assign_every_pupil(investigation=investigation, by=by, share_roles=True) == 0
    assert state_of(investigation) == before


def test_roles_turn_within_each_team(investigation, by):
    assign_every_pupil(investigation=investigation, by=by, share_roles=True)
    for team in investigation.classroom.teams.all():
        roles = investigation.assignments.filter(pupil__team=team).values_list("role", flat=True)
        assert Counter(roles) == dict.fromkeys(Role.values, 1)


def test_a_role_given_by_hand_stays_and_the_others_make_room(investigation, by):
    team = investigation.classroom.teams.first()
    mine = AssignmentFactory(investigation=investigation, pupil=team.pupils.first(), role=Role.WRITER)
    assign_every_pupil(investigation=investigation, by=by, share_roles=True)
    roles = investigation.assignments.filter(pupil__team=team).values_list("role", flat=True)
    assert Counter(roles) == dict.fromkeys(Role.values, 1)
    mine.refresh_from_db()
    assert mine.role == Role.WRITER


def test_a_pupil_who_comes_later_gets_the_role_that_is_rarest(investigation, by):
    assign_every_pupil(investigation=investigation, by=by, share_roles=True)
    before = state_of(investigation)
    PupilFactory(classroom=investigation.classroom)
    assert assign_every_pupil(investigation=investigation, by=by, share_roles=True) == 1
    assert set(before) < set(state_of(investigation))


def test_every_team_gets_one_mission_but_an_empty_one(investigation, by):
    TeamFactory(classroom=investigation.classroom)
    assert assign_every_team(investigation=investigation, by=by) == 2
    assert assign_every_team(investigation=investigation, by=by) == 0
    assert share_roles(investigation=investigation, by=by) == 2


def test_some_get_a_mission_with_a_role_and_pressing_twice_changes_nothing(investigation, by):
    pupils, teams = investigation.classroom.pupils.all()[:2], investigation.classroom.teams.all()[:1]
    assert assign(investigation=investigation, by=by, pupils=pupils, teams=teams, role=Role.WRITER) == 3
    assert assign(investigation=investigation, by=by, pupils=pupils, teams=teams, role=Role.PHOTOGRAPHER) == 0
    assert set(investigation.assignments.values_list("role", flat=True)) == {Role.WRITER}
    investigation.state = Investigation.State.CLOSED
    investigation.save()
    with pytest.raises(Refusal, match="terminée"):
        assign(investigation=investigation, by=by, pupils=investigation.classroom.pupils.all())


def test_who_is_of_another_class_gets_no_mission(investigation, by):
    with pytest.raises(Refusal, match="pas dans la classe"):
        assign(investigation=investigation, by=by, pupils=[PupilFactory()], teams=[])


def test_a_class_without_pupils_and_one_without_teams_are_told_so():
    empty = InvestigationFactory()
    for assign_every in (assign_every_pupil, assign_every_team):
        with pytest.raises(Refusal) as refusal:
            assign_every(investigation=empty, by=empty.classroom.owner)
        assert refusal.value.code == "nobody"


def test_roles_change_by_mission_and_others_keep_theirs(investigation, by):
    assign_every_pupil(investigation=investigation, by=by)
    first, second = investigation.assignments.all()[:2]
    assert change_roles(investigation=investigation, by=by, roles={str(first.pk): Role.WRITER}) == 1
    assert change_roles(investigation=investigation, by=by, roles={str(first.pk): Role.WRITER}) == 0
    second.refresh_from_db()
    assert second.role == ""
    with pytest.raises(Refusal):
        change_roles(investigation=investigation, by=by, roles={str(first.pk): "director"})


def test_a_mission_keeps_some_questions_in_the_order_of_the_guide(investigation, by):
    assignment = AssignmentFactory(investigation=investigation)
    asked = [question["id"] for question in investigation.questions]
    changed = change_questions(assignment=assignment, by=by, question_ids=[asked[2], asked[0]])
    assert [question["id"] for question in changed.questions] == [asked[0], asked[2]]
    assert change_questions(assignment=assignment, by=by, question_ids=asked).question_ids == []
    with pytest.raises(Refusal):
        change_questions(assignment=assignment, by=by, question_ids=["unknown"])


def test_once_something_was_sent_the_mission_and_its_questions_stay():
    report = ReportFactory(submitted=True)
    assignment = report.assignment
    investigation, by = assignment.investigation, assignment.investigation.classroom.owner
    free = AssignmentFactory(investigation=investigation)
    with pytest.raises(Refusal) as refusal:
        change_questions(assignment=assignment, by=by, question_ids=[investigation.questions[0]["id"]])
    assert refusal.value.code == "has_work"
    with pytest.raises(Refusal):
        unassign(assignment=assignment, by=by)
    assert unassign_unused(investigation=investigation, by=by) == 1
    assert not Assignment.objects.filter(pk=free.pk).exists()
    assert Assignment.objects.filter(pk=assignment.pk).exists()


def test_nothing_is_assigned_once_it_is_closed(investigation, by):
    assignment = AssignmentFactory(investigation=investigation)
    Investigation.objects.filter(pk=investigation.pk).update(state=Investigation.State.CLOSED)
    for act in (
        lambda: assign_every_pupil(investigation=investigation, by=by),
        lambda: assign_every_team(investigation=investigation, by=by),
        lambda: change_roles(investigation=investigation, by=by, roles={str(assignment.pk): ""}),
        lambda: change_questions(assignment=assignment, by=by, question_ids=[]),
        lambda: unassign_unused(investigation=investigation, by=by),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "wrong_state"
