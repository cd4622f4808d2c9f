"""What a front page is made of, ways into the stories, what a class is doing, and how all of it is found."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.actions.found_site import found_site
from cms.front_page.blocks import ChallengeBlock
from cms.models import HomePage, StoryPage, TextPage
from cms.stories.listing import place_name
from investigations.directory.models import Cause
from investigations.models import Investigation, Photo
from tests.cms.stories import published_story
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory

pytestmark = pytest.mark.django_db


def get(client, address, **params):
    response = client.get(address, params)
    assert response.status_code == 200
    return response.content.decode()


def compose(*parts):
    home = HomePage.objects.get()
    home.body = list(parts)
    home.save()


def told(title, **project):
    story = published_story(title)
    for name, value in project.items():
        setattr(story.project, name, value)
    story.project.save()
    return story


def on(story, *day):
    moment = timezone.make_aware(datetime.datetime(*day, 12))
    StoryPage.objects.filter(pk=story.pk).update(first_published_at=moment)


def titles(page):
    return re.findall(r'class="(?:story-card|lead)__title"[^>]*><a [^>]*>([^<]+)', page)


def test_a_front_page_begins_with_all_its_parts_and_is_never_empty(client):
    home = HomePage.objects.get()
    assert [part.block_type for part in home.body][:2] == ["lead", "stories"]
    first, second = told("Premier récit"), told("Deuxième récit")
    page = get(client, "/")
    assert titles(page) == ["Deuxième récit", "Premier récit"]
    for said in [
        "challenge__ask",
        "trois voisins",
        "Vous enseignez",
        "classes d’enquêteurs",
        "projets citoyens sur",
    ]:
        assert said in page, said
    figures = re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page)
    communes = len({first.project.commune, second.project.commune})
    assert [int(number) for _label, number in figures] == [2, 2, 2, communes]
    assert len(set(re.findall(r'id="(part-\d+)"', page))) == len(re.findall(r'id="part-\d+"', page))
    HomePage.objects.update(body="[]")
    assert titles(get(client, "/")) == ["Deuxième récit", "Premier récit"]
    found_site()
    assert HomePage.objects.get().body
    compose(("call", {"who": "teachers"}))
    found_site()
    assert [part.block_type for part in HomePage.objects.get().body] == ["call"]
    assert "Vous faites vivre un projet" not in get(client, "/")


def test_editors_choose_what_leads_and_a_cause_and_no_story_comes_twice(client):
    culture = told("À la radio", causes=[Cause.objects.get(slug="culture")])
    chosen, other = told("Au jardin", causes=[]), told("Au four", causes=[])
    compose(
        ("lead", {"story": chosen}), ("stories", {"title": "", "cause": "culture"}), ("stories", {"title": "Et encore"})
    )
    page = get(client, "/")
    assert titles(page) == [chosen.title, culture.title, other.title]
    assert "?cause=culture" in page
    chosen.unpublish()
    assert chosen.title not in get(client, "/")


def test_the_challenge_leads_to_the_three_nearest_and_asks_no_service(client):
    for number in range(5):
        CitizenProjectFactory(
            name=f"Projet {number}", postcode="75004", commune="Paris", latitude=48.85 + number / 500, longitude=2.36
        )
    compose(("challenge", {"text": "Semer une graine", "place": "48.8500,2.3600"}))
    page = get(client, "/")
    assert re.findall(r'challenge__name"[^>]*>([^<]+)', page) == ["Projet 0", "Projet 1", "Projet 2"]
    assert "Semer une graine" in page
    block = ChallengeBlock()
    assert block.clean(block.to_python({"text": "Semer", "place": "75004"}))
    with pytest.raises(Exception, match=r".*") as refused:
        block.clean(block.to_python({"text": "Semer", "place": "Atlantide"}))
    assert "Nous ne connaissons" in str(refused.value.as_json_data())


def test_parts_stand_on_section_pages_and_texts_too(client):
    text = TextPage.objects.get(role=TextPage.Role.LEGAL)
    text.parts = [("call", {"who": "projects"})]
    text.save()
    assert "Vous faites vivre un projet" in get(client, text.url)


def test_stories_are_found_by_cause_place_and_date(client):
    culture = [Cause.objects.get(slug="culture")]
    four = told("Paris 4", postcode="75004", commune="Paris", causes=culture)
    nineteen = told("Paris 19", postcode="75019", commune="Paris 19e", causes=[])
    out = told("Ailleurs", postcode="93100", commune="Montreuil", causes=culture)
    on(four, 2025, 3, 4), on(nineteen, 2026, 3, 4), on(out, 2026, 5, 6)
    page = get(client, "/recits/")
    for way in ["Paris 4e", "Paris 19e", "Montreuil", "2025", "2026"]:
        assert re.search(rf">{way}\W*<span", page), way
    assert titles(get(client, "/recits/", cause="culture")) == ["Ailleurs", "Paris 4"]
    assert titles(get(client, "/recits/", lieu="paris-19e")) == ["Paris 19"]
    assert titles(get(client, "/recits/", annee="2026")) == ["Ailleurs", "Paris 19"]
    assert titles(get(client, "/recits/", annee="2026", mois="3")) == ["Paris 19"]
    assert titles(get(client, "/recits/", cause="culture", annee="2025", lieu="paris-4e")) == ["Paris 4"]
    nothing = get(client, "/recits/", lieu="paris-19e", cause="culture")
    assert "Pas de récit pour ce choix" in nothing
    assert "Tous les lieux" in nothing
    for strange in ["0", "99999", "-1", "٣", "x", "2026" * 50]:
        assert client.get("/recits/", {"annee": strange, "mois": strange, "lieu": strange}).status_code == 200
    assert place_name("69003", "Lyon") == "Lyon 3e"
    assert place_name("75001", "Paris") == "Paris 1er"
    assert place_name("13100", "Aix-en-Provence") == "Aix-en-Provence"


def test_a_class_says_what_it_is_looking_into_and_neither_when_nor_where(client):
    story = told("Raconté")
    secret = CitizenProjectFactory(
        name="L’Atelier secret", commune="Pantin", address="3 rue Cachée", causes=[Cause.objects.get(slug="culture")]
    )
    day = timezone.localdate() + datetime.timedelta(days=9)
    coming = InvestigationFactory(classroom=story.classroom, project=secret, starts_on=day, ends_on=day)
    page = get(client, story.get_parent().url)
    going_on = page.split("En ce moment", 1)[1].split("</section", 1)[0]
    assert "Une enquête à Pantin" in going_on
    assert Cause.objects.get(slug="culture").name_fr in going_on
    for private in ["Atelier", "Cachée", str(day.year), day.isoformat(), coming.guide.title]:
        assert private not in going_on, private
    assert "Raconté" in page
    Investigation.objects.filter(pk=coming.pk).update(state=Investigation.State.CLOSED)
    assert "En ce moment" not in get(client, story.get_parent().url)


def test_search_finds_stories_projects_classes_and_texts_whatever_the_accents(client):
    story = told("Le potager des Œillets", name="La Fabrique à vélos")
    address = reverse("search")
    assert titles(get(client, address, q="OEILLETS")) == [story.title]
    assert "La Fabrique à vélos" in get(client, address, q="fabrique velos")
    assert "Les enquêteurs de la classe" in get(client, address, q=story.classroom.name)
    assert "Mentions légales" in get(client, address, q="mentions legales")
    wrong = get(client, address, q="potajer")
    assert "Vouliez-vous dire" in wrong
    assert "Rien trouvé" not in wrong
    assert 'href="?q=potager"' in wrong
    nothing = get(client, address, q="zzzzzz")
    assert "Rien trouvé" in nothing
    assert "Vouliez-vous dire" not in nothing


def test_what_is_found_is_counted_whole_and_leads_on(client, monkeypatch):
    monkeypatch.setattr("cms.searching.HITS", 2)
    for number in range(5):
        told(f"Un potager, {number}", name=f"Potager {number}")
    address = reverse("search")
    found = get(client, address, q="potager")
    assert "5 récits" in found
    assert "5 projets" in found
    assert len(titles(found)) == 2
    assert f'href="{reverse("projects")}?q=potager"' in found
    assert 'href="?q=potager&amp;dans=recits"' in found
    pages = [titles(get(client, address, q="potager", dans="recits", page=number)) for number in (1, 2, 3)]
    assert sorted(title for page in pages for title in page) == [f"Un potager, {number}" for number in range(5)]
    second = get(client, address, q="potager", dans="recits", page=2)
    assert 'href="?q=potager&amp;dans=recits&amp;page=3"' in second
    assert 'id="projets"' not in second
    assert "5 récits" in get(client, address, q="potager", dans="rien", page="zéro")


def test_a_name_that_left_a_story_is_suggested_to_nobody(client):
    story = published_story("Chez Zéphyrine")
    assert "zéphyrine" in get(client, reverse("search"), q="zephirine")
    pupil = Photo.objects.get().pupil
    StoryPage.objects.filter(pk=story.pk).update(title=f"Chez {pupil.animal}")
    assert "zéphyrine" not in get(client, reverse("search"), q="zephirine")


def test_pins_that_would_hide_each_other_on_the_front_map_are_one_with_their_number(client):
    CitizenProjectFactory(latitude=48.8560, longitude=2.3600)
    CitizenProjectFactory(latitude=48.8561, longitude=2.3601)
    CitizenProjectFactory(latitude=48.8590, longitude=2.3600)
    compose(("map", {}))
    page = get(client, "/")
    assert re.findall(r'class="teaser__number"[^>]*>(\d+)<', page) == ["2"]
    assert (page.count("teaser__pin"), page.count("teaser__eye")) == (2, 1)


def test_none_of_it_costs_more_with_more_stories(client):
    told("Un"), told("Deux")
    parts = [(name, {}) for name in ["lead", "stories", "map", "projects", "impact"]]
    compose(*parts, ("challenge", {"text": "Semer", "place": "48.85,2.36"}))
    addresses = ["/", "/recits/?annee=2026", reverse("search") + "?q=jardin"]
    pages = [*addresses, StoryPage.objects.first().get_parent().url]

    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    few = [cost(address) for address in pages]
    for number in range(3):
        told(f"Récit {number} au jardin")
    InvestigationFactory(classroom=StoryPage.objects.first().classroom)
    InvestigationFactory(classroom=StoryPage.objects.first().classroom)
    many = [cost(address) for address in pages]
    assert all(after <= before + 1 for before, after in zip(few, many, strict=True)), (few, many)
