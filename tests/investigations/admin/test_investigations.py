"""A teacher takes a class to a project: choose, assign, open, end, close."""

import pytest
from django.urls import reverse

from classrooms.registry import class_next_steps
from investigations.models import Assignment, Guide, Investigation
from tests.classrooms.factories import ClassroomFactory, PupilFactory, TeamFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.investigations.factories import (
    AssignmentFactory,
    CitizenProjectFactory,
    InvestigationFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"investigations:{name}", args=args)


@pytest.fixture
def classroom():
    classroom = ClassroomFactory()
    PupilFactory.create_batch(3, classroom=classroom)
    return classroom


@pytest.fixture
def teacher(classroom):
    return signed_in(classroom.owner)


def post(client, name, *args, **data):
    response = client.post(at(name, *args), data)
    assert response.status_code == 302, text_of(response)
    return said(response)


def test_from_a_class_to_an_open_investigation_in_three_screens(teacher, classroom):
    project, guide = CitizenProjectFactory(), Guide.objects.get(slug="portrait")
    assert project.name in text_of(teacher.get(at("add"), follow=True))
    assert guide.title in text_of(teacher.get(at("add_for", classroom.pk, project.pk)))
    form = {"guide": guide.pk, "starts_on": "2026-12-01", "ends_on": "2026-12-08", "camera_only": "on"}
    response = teacher.post(at("add_for", classroom.pk, project.pk), form)
    investigation = Investigation.objects.get()
    assert response["Location"] == at("page", investigation.pk)
    assert (investigation.project, investigation.guide, investigation.camera_only) == (project, guide, True)
    post(teacher, "assign_all", investigation.pk, to="pupils", roles="1")
    assert investigation.assignments.count() == 3
    post(teacher, "open", investigation.pk)
    page = text_of(teacher.get(at("page", investigation.pk)))
    assert "ouverte" in page
    assert page.count("pas commencé") == 3
    assert all(question["label"] in page for question in guide.as_questions())


def test_who_has_several_classes_chooses_one_under_a_title_that_says_what_for(teacher, classroom):
    ClassroomFactory(owner=classroom.owner)
    response = teacher.get(at("add"))
    assert [item["label"] for item in response.context["breadcrumbs_items"]][-2:] == ["Enquêtes", "Nouvelle enquête"]


def test_the_nearest_project_comes_first_with_its_minutes(teacher, classroom):
    far = CitizenProjectFactory(name="Loin", latitude=classroom.school.latitude + 0.02)
    near = CitizenProjectFactory(name="Tout près", latitude=classroom.school.latitude, longitude=2.3585)
    page = text_of(teacher.get(at("choose_project", classroom.pk)))
    assert page.index(near.name) < page.index(far.name)
    assert "1 min à pied" in page
    assert 'id="map-data"' in page
    assert "http://" not in page.split('id="map-data"')[1].split("</script>")[0]


def test_filters_keep_what_they_say(teacher, classroom):
    plain = CitizenProjectFactory(name="Sans accueil", welcomes_classes=False)
    small = CitizenProjectFactory(name="Tout petit", max_pupils=2)
    young = CitizenProjectFactory(name="Pour les petits", welcome_levels=["CP"])
    ours = CitizenProjectFactory(name="Pour nous", max_pupils=3, welcome_levels=["CM1", "CM2"])
    others = [plain, small, young]
    url = at("choose_project", classroom.pk)
    shown = text_of(teacher.get(url, {"accueil": "ours"}))
    assert ours.name in shown
    assert not [project for project in others if project.name in shown]
    assert plain.name not in text_of(teacher.get(url, {"accueil": "classes"}))
    assert small.name not in text_of(teacher.get(url, {"cause": "culture"}))
    assert "Aucun projet" in text_of(teacher.get(url, {"q": "introuvable"}))


def test_the_days_the_wrong_way_round_are_said_at_the_field(teacher, classroom):
    form = {"guide": Guide.objects.first().pk, "starts_on": "2026-12-08", "ends_on": "2026-12-01"}
    response = teacher.post(at("add_for", classroom.pk, CitizenProjectFactory().pk), form)
    assert "Le dernier jour vient avant le premier." in text_of(response)
    assert not Investigation.objects.exists()


def test_the_class_adds_its_own_questions_while_it_prepares(teacher, classroom):
    investigation = InvestigationFactory(classroom=classroom)
    form = {
        "guide": investigation.guide_id, "starts_on": "", "ends_on": "", "camera_only": "on",
        "own_questions-count": "1", "own_questions-0-deleted": "", "own_questions-0-order": "0",
        "own_questions-0-type": "short_text", "own_questions-0-id": "",
        "own_questions-0-value-label": "Qui a peint la porte ?", "own_questions-0-value-help": "",
    }  # fmt: skip
    response = teacher.post(at("edit", investigation.pk), form)
    assert response.status_code == 302, text_of(response)
    assert "Qui a peint la porte ?" in text_of(teacher.get(at("page", investigation.pk)))


def test_once_open_the_questions_are_no_longer_in_the_form(teacher, classroom):
    investigation = InvestigationFactory(classroom=classroom, opened=True)
    page = text_of(teacher.get(at("edit", investigation.pk)))
    assert '<input type="date" name="starts_on"' in page
    assert 'name="guide"' not in page
    assert "own_questions" not in page
    assert teacher.post(at("edit", investigation.pk), {"starts_on": "2026-12-01", "ends_on": ""}).status_code == 302
    investigation.refresh_from_db()
    assert (investigation.camera_only, investigation.starts_on.isoformat()) == (False, "2026-12-01")


def test_a_closed_investigation_says_in_the_form_that_it_no_longer_changes(teacher, classroom):
    investigation = InvestigationFactory(classroom=classroom, opened=True)
    Investigation.objects.update(state=Investigation.State.CLOSED)
    response = teacher.post(at("edit", investigation.pk), {"starts_on": "", "ends_on": ""})
    assert "elle ne change plus" in text_of(response)


def test_closing_asks_first_and_says_that_originals_go(teacher, classroom):
    investigation = InvestigationFactory(classroom=classroom, opened=True)
    asked = text_of(teacher.get(at("close", investigation.pk)))
    assert "originaux des photos seront effacés" in asked
    post(teacher, "collect", investigation.pk)
    post(teacher, "reopen", investigation.pk)
    post(teacher, "close", investigation.pk)
    investigation.refresh_from_db()
    assert investigation.state == Investigation.State.CLOSED
    assert "est déjà « terminée »" in post(teacher, "open", investigation.pk)
    assert "Reprendre l’enquête" in text_of(teacher.get(at("page", investigation.pk)))
    assert "ce que des tablettes gardent encore peut arriver" in post(teacher, "reopen", investigation.pk)
    investigation.refresh_from_db()
    assert (investigation.state, investigation.closed_at) == (Investigation.State.REVIEWING, None)


def test_who_ends_an_investigation_or_takes_missions_back_is_told_what_tablets_still_hold(teacher, classroom):
    mission = AssignmentFactory(investigation__classroom=classroom)
    classroom.tablets.create(name="Loutre", digest="loutre")
    holding = classroom.tablets.create(name="Renard", digest="renard", unsent_reports=1, unsent_photos=3)
    for name in ("close", "clear"):
        asked = text_of(teacher.get(at(name, mission.investigation_id)))
        assert "Tablette Renard : 1 reportage et 3 photos" in asked
        assert "Loutre" not in asked
    assert Assignment.objects.filter(pk=mission.pk).exists()
    classroom.tablets.filter(pk=holding.pk).update(unsent_reports=0, unsent_photos=0)
    assert "gardent encore" not in text_of(teacher.get(at("clear", mission.investigation_id)))
    assert "1 mission retirée" in post(teacher, "clear", mission.investigation_id)
    assert "elles restent" in text_of(teacher.get(at("clear", mission.investigation_id)))


def test_missions_can_be_given_shared_and_taken_back(teacher, classroom):
    investigation = InvestigationFactory(classroom=classroom)
    team = TeamFactory(classroom=classroom)
    classroom.pupils.update(team=team)
    post(teacher, "assign_all", investigation.pk, to="teams")
    post(teacher, "clear", investigation.pk)
    assert "Cochez d’abord" in post(teacher, "assign_some", investigation.pk)
    pupil = classroom.pupils.first()
    post(teacher, "assign_some", investigation.pk, who=f"pupil-{pupil.pk}")
    mission = investigation.assignments.get()
    post(teacher, "roles", investigation.pk, share="1", **{f"role-{mission.pk}": ""})
    mission.refresh_from_db()
    assert mission.role
    wanted = investigation.questions[0]["id"]
    post(teacher, "mission", investigation.pk, mission.pk, questions="1", question=wanted, role=Assignment.Role.WRITER)
    mission.refresh_from_db()
    assert (mission.question_ids, mission.role) == ([wanted], Assignment.Role.WRITER)
    post(teacher, "remove_mission", investigation.pk, mission.pk)
    assert not investigation.assignments.exists()


def test_the_page_says_the_one_next_thing(teacher, classroom):
    investigation = InvestigationFactory(classroom=classroom)
    page = at("page", investigation.pk)
    assert "un clic donne une mission à toute la classe" in text_of(teacher.get(page))
    assignment = AssignmentFactory(investigation=investigation, pupil=classroom.pupils.first())
    assert "Tout est prêt" in text_of(teacher.get(page))
    post(teacher, "open", investigation.pk)
    assert "Les élèves enquêtent" in text_of(teacher.get(page))
    assignment.refresh_from_db()
    ReportFactory(assignment=assignment, submitted=True)
    assert "Un reportage attend votre relecture." in text_of(teacher.get(page))


def test_the_page_and_the_missions_cost_the_same_for_more_pupils(classroom, django_assert_max_num_queries):
    investigation = InvestigationFactory(classroom=classroom, opened=True)
    teacher = signed_in(classroom.owner)

    def queries(name):
        with django_assert_max_num_queries(100) as counted:
            assert teacher.get(at(name, investigation.pk)).status_code == 200
        return len(counted)

    for pupil in classroom.pupils.all():
        ReportFactory(assignment=AssignmentFactory(investigation=investigation, pupil=pupil), submitted=True)
    queries("page"), queries("missions")
    before = queries("page"), queries("missions")
    for pupil in PupilFactory.create_batch(6, classroom=classroom):
        ReportFactory(assignment=AssignmentFactory(investigation=investigation, pupil=pupil), submitted=True)
    assert (queries("page"), queries("missions")) == before


def test_the_class_page_shows_its_investigations_and_what_awaits(teacher, classroom):
    page = reverse("classrooms:page", args=[classroom.pk])
    classroom.pupils.update(printed_serial=1)
    assert at("choose_project", classroom.pk) in text_of(teacher.get(page))
    investigation = InvestigationFactory(classroom=classroom, opened=True)
    for pupil in classroom.pupils.all():
        ReportFactory(assignment=AssignmentFactory(investigation=investigation, pupil=pupil), submitted=True)
    text = text_of(teacher.get(page))
    assert investigation.project.name in text
    assert "3 reportages à relire" in text
    assert "3 reportages attendent votre relecture." in text


def test_the_way_of_a_class_ticks_its_project_once_there_is_one(teacher, classroom):
    page = reverse("classrooms:page", args=[classroom.pk])
    classroom.pupils.update(printed_serial=1)
    assert text_of(teacher.get(page)).count("next__stop is-done") == 2
    InvestigationFactory(classroom=classroom)
    assert text_of(teacher.get(page)).count("next__stop is-done") == 3


def test_next_steps_of_many_classes_cost_one_query(django_assert_num_queries):
    classrooms = [InvestigationFactory().classroom for _ in range(3)] + [ClassroomFactory()]
    (step,), owner = class_next_steps, classrooms[0].owner
    with django_assert_num_queries(1):
        steps = step(classrooms, owner)
    assert len(steps) == 4
