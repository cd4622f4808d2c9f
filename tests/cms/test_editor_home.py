"""What waits for the editors is on their first screen."""

import re

import pytest
from django.urls import reverse

from tests.classrooms.screens import signed_in, text_of
from tests.cms.stories import draft_story, published_story
from tests.investigations.factories import CitizenProjectFactory

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")


def test_an_editor_sees_what_waits_and_how_much_there_is():
    published_story("Le jardin secret")
    waiting = draft_story("La rouille")
    waiting.get_workflow().start(waiting, waiting.owner)
    draft = CitizenProjectFactory(name="Le potager du toit", live=False)
    changed = CitizenProjectFactory(name="La radio du coin", has_unpublished_changes=True)
    home = text_of(signed_in(editor=True).get(HOME))
    assert "1 récit publié" in home
    assert "1 récit en cours" in home
    assert "3 projets publiés" in home
    assert reverse("wagtailadmin_pages:edit", args=[waiting.pk]) in home
    for project in (draft, changed):
        assert reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk]) in home
    assert "Le jardin secret" not in home


def test_without_drafts_the_panel_says_so():
    CitizenProjectFactory()
    assert "Aucun brouillon" in text_of(signed_in(editor=True).get(HOME))


def test_a_project_that_waits_for_approval_is_listed_once(monkeypatch):
    project, editor = CitizenProjectFactory(live=False), signed_in(editor=True)
    project.save_revision(user=editor.user)
    project.get_workflow().start(project, editor.user)
    home = text_of(editor.get(HOME))
    assert "Aucun brouillon" in home
    assert reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk]) in home


def test_a_teacher_s_home_has_none_of_it_and_help_bears_no_number():
    CitizenProjectFactory(name="Le potager du toit", live=False)
    home = text_of(signed_in(teacher=True).get(HOME))
    assert "potager" not in home
    assert "projets publiés" not in home
    menu = text_of(signed_in(editor=True).get(HOME))
    assert not re.search(r"whats-new|editor-guide", menu)
