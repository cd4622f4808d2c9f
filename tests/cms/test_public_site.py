"""What a reader finds, on a phone or anywhere."""

import pytest
from django.urls import reverse

from cms.models import StoryPage
from cms.projects.finding import ProjectListView
from cms.rendition_tasks import make_renditions
from investigations.directory.models import Cause
from tests.cms.stories import draft_story, published_story
from tests.investigations.factories import CitizenProjectFactory

pytestmark = pytest.mark.django_db


def get(client, address, **params):
    response = client.get(address, params)
    assert response.status_code == 200
    return response.content.decode()


def test_a_site_without_stories_says_what_is_coming(client):
    assert "Le premier récit s’écrit en ce moment" in get(client, "/")
    assert "Pas encore de récit" in get(client, "/recits/")
    assert "Aucun projet trouvé" in get(client, reverse("projects"))


def test_a_published_story_is_on_the_front_page_in_the_list_on_its_project_and_found_by_search(client):
    story = published_story("Le jardin secret")
    for address in ["/", "/recits/", reverse("project", args=[story.project.slug]), story.get_parent().url]:
        assert "Le jardin secret" in get(client, address)
    assert "Le jardin secret" in get(client, reverse("search"), q="jardin secret")


def test_a_draft_is_nowhere(client):
    story = draft_story("Encore un brouillon")
    for address in ["/", "/recits/", reverse("project", args=[story.project.slug])]:
        assert "Encore un brouillon" not in get(client, address)
    assert "Encore un brouillon" not in get(client, reverse("search"), q="brouillon")
    assert client.get(story.url).status_code == 404


def test_a_story_shows_its_photo_with_its_alternative_text_and_quotes_nobody_unknown(client):
    story = published_story()
    make_renditions.call(story.pk)
    page = get(client, story.url)
    assert 'alt="Une tasse de café sur une table en bois"' in page
    assert "/media/images/recit-" in page
    assert "private" not in page


def test_the_class_page_opens_with_the_first_story(client):
    story = draft_story()
    parent = story.get_parent()
    assert client.get(parent.url).status_code == 404
    story.get_latest_revision().publish()
    assert f"Les enquêteurs de la classe {story.classroom.name}" in get(client, parent.url)


def test_a_byline_says_that_it_names_a_class(client):
    first, second = published_story("Un"), published_story("Deux")
    front = get(client, "/")
    assert f"Par les enquêteurs de la classe {second.classroom.name}, {second.classroom.school.name}" in front
    assert f"Par les enquêteurs de la classe {first.classroom.name}" in front
    assert f"Par les enquêteurs de la classe {first.classroom.name}" in get(client, first.url)
    assert f"Les enquêteurs de la classe {first.classroom.name}" in get(client, "/classes/")


def test_projects_have_next_pages_and_stories_have_older_ones(client, monkeypatch):
    monkeypatch.setattr(ProjectListView, "paginate_by", 1)
    monkeypatch.setattr("cms.models.pages.A_PAGE", 1)
    for title in ["Un", "Deux"]:
        published_story(title)
    projects = get(client, reverse("projects"))
    assert "Page suivante" in projects
    assert "Plus anciens" not in projects
    assert "Page précédente" in get(client, reverse("projects"), page="2")
    assert "Plus anciens" in get(client, "/recits/")


def test_a_project_keeps_its_contact_to_itself(client):
    private = {"contact_name": "Camille Secret", "contact_email": "secret@example.org", "contact_phone": "0600"}
    project = CitizenProjectFactory(**private)
    page = get(client, project.get_absolute_url())
    assert project.name in page
    for secret in private.values():
        assert secret not in page


def test_a_project_says_which_levels_it_welcomes_and_wears_no_number(client):
    some = CitizenProjectFactory(welcomes_classes=True, welcome_levels=["CM1", "CM2"])
    page = get(client, some.get_absolute_url())
    assert "<dt>Niveaux</dt><dd>CM1, CM2</dd>" in page
    assert '<span class="pin" aria-hidden="true"><span class="pin__dot">' in page
    everyone = CitizenProjectFactory(welcomes_classes=True, welcome_levels=[])
    assert "<dt>Niveaux</dt>" not in get(client, everyone.get_absolute_url())


def test_a_project_that_is_not_published_is_not_there(client):
    project = CitizenProjectFactory(live=False)
    assert client.get(project.get_absolute_url()).status_code == 404
    assert project.name not in get(client, reverse("projects"))


def test_projects_can_be_narrowed_by_cause_and_word(client):
    culture = CitizenProjectFactory(name="La radio du coin", causes=[Cause.objects.get(slug="culture")])
    garden = CitizenProjectFactory(name="Le potager du toit")
    page = get(client, reverse("projects"), cause="culture")
    assert culture.name in page
    assert garden.name not in page
    page = get(client, reverse("projects"), q="potager")
    assert garden.name in page
    assert culture.name not in page


@pytest.mark.parametrize("query", ["", "'", '"a', "a AND (", "\x00", "x" * 5000, "l’été*"])
def test_any_words_may_be_searched(client, query):
    get(client, reverse("search"), q=query)
    get(client, reverse("projects"), q=query)


def test_lists_cost_the_same_for_two_stories_and_for_six(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    published_story("Un")
    published_story("Deux")
    addresses = ["/", "/recits/", reverse("projects"), "/classes/"]

    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = [cost(address) for address in addresses]
    for n in range(4):
        published_story(f"Récit {n}")
    assert StoryPage.objects.live().count() == 6
    many = [cost(address) for address in addresses]
    assert many == few


def test_the_site_speaks_english_to_those_who_ask(client):
    assert '<html lang="en"' in get(client, "/en/")


def test_a_wrong_address_says_so_kindly(client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "Cette adresse ne mène nulle part" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/compte/login/"])
def test_a_pupil_finds_the_notebook_from_the_site(client, path):
    assert f'href="{reverse("tablet:notebook")}"' in get(client, path).split("<main", 1)[1]
