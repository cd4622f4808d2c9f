import random

import pytest

from classrooms.actions.form_teams import share_out
from classrooms.models import Team
from tests.classrooms.factories import ClassroomFactory, PupilFactory, TeamFactory
from tests.classrooms.screens import at, said, signed_in, text_of
from tests.investigations.factories import AssignmentFactory, InvestigationFactory

pytestmark = pytest.mark.django_db


def class_of(pupils):
    classroom = ClassroomFactory()
    for _ in range(pupils):
        PupilFactory(classroom=classroom)
    return classroom, signed_in(classroom.owner)


def sizes(classroom):
    return sorted(team.pupils.count() for team in classroom.teams.all())


def test_one_press_shares_the_class_out_and_another_mixes_it_again():
    classroom, teacher = class_of(pupils=10)
    teacher.post(at("share_out", classroom.pk), {"teams": "3"})
    assert sizes(classroom) == [3, 3, 4]
    assert [team.name for team in classroom.teams.all()] == ["Équipe 1", "Équipe 2", "Équipe 3"]
    before = set(classroom.teams.values_list("pk", flat=True))
    teacher.post(at("share_out", classroom.pk), {"teams": "2"})
    assert sizes(classroom) == [5, 5]
    assert set(classroom.teams.values_list("pk", flat=True)) < before


def test_mixing_again_can_be_undone_right_after():
    classroom, teacher = class_of(pupils=6)
    page, go_back = at("teams", classroom.pk), at("teams_go_back", classroom.pk)
    teacher.post(at("share_out", classroom.pk), {"teams": "3"})
    assert "Revenir aux équipes d’avant" not in text_of(teacher.get(page))  # there were none before
    teacher.post(at("rename_team", classroom.pk, classroom.teams.last().pk), {"name": "Les Hiboux"})
    before = dict(classroom.pupils.values_list("pk", "team__name"))

    teacher.post(at("share_out", classroom.pk), {"teams": "1"})
    assert "Revenir aux équipes d’avant" in text_of(teacher.get(page))
    PupilFactory(classroom=classroom, public_name="Arrivée depuis")
    assert "comme avant" in said(teacher.post(go_back))
    assert dict(classroom.pupils.exclude(team=None).values_list("pk", "team__name")) == before
    assert "plus gardées" in said(teacher.post(go_back))

    teacher.post(at("share_out", classroom.pk), {"teams": "2"})
    teacher.post(at("add_team", classroom.pk))
    assert "Revenir aux équipes d’avant" not in text_of(teacher.get(page))


def test_going_back_keeps_a_team_that_has_a_mission():
    classroom, teacher = class_of(pupils=4)
    teacher.post(at("share_out", classroom.pk), {"teams": "1"})
    teacher.post(at("share_out", classroom.pk), {"teams": "2"})
    busy = classroom.teams.last()
    AssignmentFactory(investigation=InvestigationFactory(classroom=classroom), team=busy, pupil=None)
    teacher.post(at("teams_go_back", classroom.pk))
    assert sizes(classroom) == [0, 4]


def test_chance_decides_who_is_with_whom():
    classroom, _ = class_of(pupils=12)
    shares = set()
    for seed in range(3):
        share_out(classroom=classroom, user=classroom.owner, teams=3, rng=random.Random(seed))
        shares.add(tuple(classroom.pupils.values_list("team_id", flat=True)))
    assert len(shares) == 3


@pytest.mark.parametrize("teams", ["0", "-1", "4", "13", "", "x"])
def test_more_teams_than_pupils_are_refused(teams):
    classroom, teacher = class_of(pupils=3)
    assert "nombre d’équipes" in said(teacher.post(at("share_out", classroom.pk), {"teams": teams}))
    assert not Team.objects.exists()


def test_ticked_pupils_move_to_the_pressed_team_and_out_again():
    classroom, teacher = class_of(pupils=4)
    team, (one, two, *_) = TeamFactory(classroom=classroom), classroom.pupils.all()
    teacher.post(at("move_pupils", classroom.pk), {"pupil": [str(one.pk), str(two.pk)], "to": str(team.pk)})
    assert set(team.pupils.all()) == {one, two}
    teacher.post(at("move_pupils", classroom.pk), {"pupil": [str(one.pk)], "to": ""})
    assert set(team.pupils.all()) == {two}
    assert "Cochez d’abord" in said(teacher.post(at("move_pupils", classroom.pk), {"to": str(team.pk)}))


def test_pupils_and_teams_of_another_class_cannot_be_moved():
    classroom, teacher = class_of(pupils=1)
    team, stranger = TeamFactory(classroom=classroom), PupilFactory()
    foreign = TeamFactory(classroom=stranger.classroom)
    teacher.post(at("move_pupils", classroom.pk), {"pupil": [str(stranger.pk)], "to": str(team.pk)})
    assert not team.pupils.exists()
    own = str(classroom.pupils.get().pk)
    response = teacher.post(at("move_pupils", classroom.pk), {"pupil": [own], "to": str(foreign.pk)})
    assert response.status_code == 404
    assert not foreign.pupils.exists()


def test_a_team_is_renamed_emptied_and_removed():
    classroom, teacher = class_of(pupils=2)
    teacher.post(at("share_out", classroom.pk), {"teams": "2"})
    team, other = classroom.teams.all()
    assert "s’appelle déjà" in said(teacher.post(at("rename_team", classroom.pk, team.pk), {"name": "equipe 2"}))
    teacher.post(at("rename_team", classroom.pk, team.pk), {"name": "Les fouineurs"})
    team.refresh_from_db()
    assert team.name == "Les fouineurs"

    teacher.post(at("empty_team", classroom.pk, team.pk))
    assert not team.pupils.exists()
    teacher.post(at("remove_team", classroom.pk, other.pk))
    assert list(classroom.teams.all()) == [team]
    assert classroom.pupils.count() == 2


def test_a_team_with_a_mission_outlives_every_mixing():
    classroom, teacher = class_of(pupils=4)
    teacher.post(at("share_out", classroom.pk), {"teams": "4"})
    team = classroom.teams.last()
    AssignmentFactory(investigation=InvestigationFactory(classroom=classroom), team=team, pupil=None)
    teacher.post(at("share_out", classroom.pk), {"teams": "1"})
    assert list(classroom.teams.all()) == [team]
    assert "a une mission" in said(teacher.post(at("remove_team", classroom.pk, team.pk)))
    assert Team.objects.filter(pk=team.pk).exists()
