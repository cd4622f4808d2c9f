"""Every address of an investigation, as somebody whose class it is not. A new address without a row here fails."""

import pytest
from django.urls import get_resolver, reverse

from tests.classrooms.factories import ClassroomFactory
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.factories import (
    AssignmentFactory,
    CitizenProjectFactory,
    ConsentFactory,
    InvestigationFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db
OF_AN_INVESTIGATION = {
    "page", "edit", "history", "history_results", "open", "collect", "reopen", "close", "change_project", "missions",
    "assign_all", "assign_some", "roles", "clear", "consents", "consent_forms",
    "notebooks", "diplomas",
}  # fmt: skip
OF_A_PUPIL = {"consents_of", "consent_form"}
OF_A_CONSENT = {"withdraw_consent"}
OF_A_MISSION = {"mission", "remove_mission", "on_paper"}
OF_A_CLASS = {"choose_project"}
OF_CLASS_AND_PROJECT = {"add_for"}
OF_NOTHING = {"index", "index_results", "add"}
ONLY_POST = {"consent_forms", "open", "collect", "reopen", "assign_all", "assign_some", "roles", "remove_mission"}


def at(name, *args):
    return reverse(f"investigations:{name}", args=args)


def addresses(assignment):
    investigation = assignment.investigation
    yield from ((name, at(name, investigation.pk)) for name in sorted(OF_AN_INVESTIGATION))
    yield from ((name, at(name, investigation.pk, assignment.pk)) for name in sorted(OF_A_MISSION))
    pupil = assignment.pupil
    consent = ConsentFactory(pupil=pupil, investigation=investigation)
    yield from ((name, at(name, investigation.pk, pupil.pk)) for name in sorted(OF_A_PUPIL))
    yield "withdraw_consent", at("withdraw_consent", investigation.pk, consent.pk)
    yield "choose_project", at("choose_project", investigation.classroom_id)
    yield "add_for", at("add_for", investigation.classroom_id, investigation.project_id)


def test_every_address_has_a_row():
    _, resolver = get_resolver().namespace_dict["investigations"]
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    of_people = OF_A_PUPIL | OF_A_CONSENT
    assert names == OF_AN_INVESTIGATION | OF_A_MISSION | of_people | OF_A_CLASS | OF_CLASS_AND_PROJECT | OF_NOTHING


@pytest.mark.parametrize("role", ["teacher", "editor", "plain"])
def test_a_foreign_investigation_is_a_404_everywhere(role):
    assignment = AssignmentFactory(investigation=InvestigationFactory())
    client = signed_in(**{role: True}) if role != "plain" else signed_in()
    for name, url in addresses(assignment):
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            # Who may not enter Wagtail's admin at all is sent to sign in, before anything is looked up.
            assert response.status_code == (302 if role == "plain" else 404), (name, method)
            if role == "plain":
                assert response.url.startswith(reverse("account_login")), name
    investigation = assignment.investigation
    investigation.refresh_from_db()
    assert investigation.consents.standing().count() == 1
    assert investigation.state == "preparing"
    assert investigation.assignments.count() == 1
    assert investigation.classroom.investigations.count() == 1


def test_a_mission_of_another_investigation_is_a_404_under_one_s_own():
    mine, foreign = InvestigationFactory(), AssignmentFactory()
    client = signed_in(mine.classroom.owner)
    for name in OF_A_MISSION:
        assert client.post(at(name, mine.pk, foreign.pk)).status_code == 404, name
    consent = ConsentFactory(pupil=foreign.pupil, investigation=foreign.investigation)
    assert client.post(at("withdraw_consent", mine.pk, consent.pk)).status_code == 404
    for name in OF_A_PUPIL:
        assert client.get(at(name, mine.pk, foreign.pupil_id)).status_code == 404, name


def test_one_s_own_investigation_opens_everywhere():
    assignment = AssignmentFactory(investigation=InvestigationFactory())
    client = signed_in(assignment.investigation.classroom.owner)
    for name, url in addresses(assignment):
        assert client.get(url).status_code == (405 if name in ONLY_POST else 200), name


def test_lists_filters_and_exports_show_own_investigations_only():
    mine = InvestigationFactory(project=CitizenProjectFactory(name="Le Jardin à nous"))
    foreign = InvestigationFactory(
        project=CitizenProjectFactory(name="Le Jardin d’ailleurs"), classroom=ClassroomFactory(name="L’étrangère")
    )
    client = signed_in(mine.classroom.owner)
    for url in (at("index"), at("index_results"), f"{at('index')}?q=jardin", f"{at('index')}?export=csv",
                f"{at('index')}?classroom={foreign.classroom_id}"):  # fmt: skip
        page = text_of(client.get(url))
        assert foreign.project.name not in page, url
        assert foreign.classroom.name not in page, url
    assert mine.project.name in text_of(client.get(at("index")))
    for name in OF_NOTHING:
        assert signed_in(editor=True).get(at(name)).status_code == 404, name


def test_a_draft_project_is_a_404_for_a_teacher():
    classroom, draft = ClassroomFactory(), CitizenProjectFactory(live=False, name="Brouillon secret")
    client = signed_in(classroom.owner)
    assert client.get(at("add_for", classroom.pk, draft.pk)).status_code == 404
    assert draft.name not in text_of(client.get(at("choose_project", classroom.pk)))
    investigation = InvestigationFactory(classroom=classroom)
    response = client.post(at("change_project", investigation.pk), {"project": draft.pk})
    assert response.status_code == 404


def test_pages_with_children_s_names_stay_in_no_cache():
    report = ReportFactory(submitted=True)
    investigation = report.assignment.investigation
    client = signed_in(investigation.classroom.owner)
    for name in ("page", "missions"):
        assert "no-store" in client.get(at(name, investigation.pk))["Cache-Control"]


def test_the_menu_of_a_teacher_has_investigations_and_no_projects_that_of_an_editor_the_other_way_round():
    home = reverse("wagtailadmin_home")
    teacher, editor = text_of(signed_in(teacher=True).get(home)), text_of(signed_in(editor=True).get(home))
    projects, guides = (
        reverse("wagtailsnippets_directory_citizenproject:list"),
        reverse("wagtailsnippets_investigations_guide:list"),
    )
    assert at("index") in teacher
    assert projects not in teacher
    assert guides not in teacher
    assert at("index") not in editor
    assert projects in editor
    assert guides in editor
