"""Editors keep the directory and the guides; teachers read."""

import pytest
from django.urls import reverse

from investigations.directory.models import Cause, CitizenProject
from investigations.directory.slugs import free_slug
from investigations.models import Guide
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory

pytestmark = pytest.mark.django_db
PROJECTS, GUIDES = "wagtailsnippets_directory_citizenproject", "wagtailsnippets_investigations_guide"


def form(**changes):
    return {
        "name": "L’Atelier du Pédalier", "summary": "On répare son vélo.", "description": "",
        "causes": [Cause.objects.get(slug="mobilites").pk], "address": "1 rue du Vélo", "postcode": "75019",
        "commune": "Paris", "latitude": "48.88", "longitude": "2.38", "welcome_levels": ["CM1", "CM2"], **changes,
    }  # fmt: skip


def test_an_editor_adds_a_draft_whose_address_comes_from_its_name():
    editor = signed_in(editor=True)
    response = editor.post(reverse(f"{PROJECTS}:add"), form())
    assert response.status_code == 302, text_of(response)
    project = CitizenProject.objects.get()
    assert (project.slug, project.live, project.welcome_levels) == ("l-atelier-du-pedalier", False, ["CM1", "CM2"])
    assert list(project.causes.values_list("slug", flat=True)) == ["mobilites"] or project.latest_revision


def test_an_editor_publishes_and_may_submit_to_the_workflow():
    editor = signed_in(editor=True)
    editor.post(reverse(f"{PROJECTS}:add"), form(**{"action-publish": "1"}))
    assert CitizenProject.objects.get().live


def test_two_projects_of_one_name_get_two_addresses():
    CitizenProjectFactory(slug="jardin")
    CitizenProjectFactory(slug="jardin-2")
    assert free_slug("Jardin", but=CitizenProject()) == "jardin-3"


def test_the_list_is_filtered_and_searched():
    garden = CitizenProjectFactory(name="Jardin", commune="Lyon")
    bikes = CitizenProjectFactory(name="Vélos", causes=[Cause.objects.get(slug="mobilites")])
    editor = signed_in(editor=True)
    index = reverse(f"{PROJECTS}:list")
    for query, shown, hidden in [
        ({"commune": "Lyon"}, garden, bikes),
        ({"causes": Cause.objects.get(slug="mobilites").pk}, bikes, garden),
        ({"q": "Vélos"}, bikes, garden),
    ]:
        text = text_of(editor.get(index, query))
        assert reverse(f"{PROJECTS}:edit", args=[shown.pk]) in text, query
        assert reverse(f"{PROJECTS}:edit", args=[hidden.pk]) not in text, query


def test_a_teacher_neither_sees_nor_changes_the_directory_s_screens():
    project, guide = CitizenProjectFactory(), Guide.objects.first()
    teacher = signed_in(teacher=True)
    for url in (
        reverse(f"{PROJECTS}:list"), reverse(f"{PROJECTS}:edit", args=[project.pk]), reverse(f"{GUIDES}:list"),
        reverse(f"{GUIDES}:edit", args=[guide.pk]),
    ):  # fmt: skip
        assert teacher.get(url).status_code == 404, url


def test_an_editor_changes_a_guide_and_sees_how_often_it_is_used():
    editor, guide = signed_in(editor=True), Guide.objects.get(slug="portrait")
    InvestigationFactory(guide=guide)
    assert guide.title in text_of(editor.get(reverse(f"{GUIDES}:list")))
    assert editor.get(reverse(f"{GUIDES}:edit", args=[guide.pk])).status_code == 200
