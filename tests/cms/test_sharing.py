"""What people see of a page before they follow a link to it."""

import io
import json
import re

import feedparser
import numpy
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image, ImageChops

from cms.models import StoryPage
from cms.sharing.card import SIZE, Card, draw
from investigations.directory.models import Cause, CitizenProject
from tests.cms.stories import draft_story, published_story
from tests.investigations.factories import CitizenProjectFactory
from tests.pictures import from_camera


def seen(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as card:
        assert (card.format, card.size) == ("JPEG", SIZE)
        assert not card.getexif()
        return card.convert("RGB")


def ink(card: Image.Image) -> numpy.ndarray:
    """Where something is drawn on the paper."""
    ground = Image.new("RGB", SIZE, "#fbf6ec")
    return numpy.asarray(ImageChops.difference(card, ground).convert("L")) > 60


def right_edge(card: Image.Image, upto: int) -> int:
    return int(numpy.flatnonzero(ink(card)[:, :upto].any(axis=0)).max())


@pytest.mark.parametrize("picture", [None, from_camera(), b"no picture"], ids=["none", "photo", "broken"])
@pytest.mark.parametrize(
    "title", ["Cap ?", "Douze pommiers que la rue arrose", "anticonstitutionnellement" * 6, "mot " * 80, ""]
)
def test_a_title_keeps_to_its_column_and_off_the_edge_whatever_it_is(title, picture):
    card = seen(draw(Card(title, kicker="Écologie · " * 9, byline="Par la classe de CM2 " * 9, picture=picture)))
    assert right_edge(card, 650) <= 628
    drawn = ink(card)[:, :620]
    assert not drawn[:50].any()
    assert not drawn[-40:].any()
    assert drawn[480:590].any()


def test_narrow_spaces_and_accents_are_drawn_as_letters_are():
    """Our faces lack a narrow space: without care a box stands before each question mark."""
    narrow, wide = (seen(draw(Card(f"Cap{space}? Où ça{space}? Œuvre"))) for space in ("\u202f", "\u00a0"))
    assert not ImageChops.difference(narrow, wide).getbbox()


def card_of(client, address: str) -> tuple[str, bytes]:
    page = client.get(address)
    assert page.status_code == 200
    found = re.search(r'property="og:image" content="http://testserver([^"]+)"', page.content.decode())
    answer = client.get(found[1])
    assert answer.headers["Content-Type"] == "image/jpeg"
    return found[1], answer.content


@pytest.mark.django_db
def test_a_story_s_card_shows_what_is_public_and_goes_with_it(client):
    story = published_story(title="Le jardin de la rue du Roi-de-Sicile")
    address, data = card_of(client, story.url)
    with_picture = seen(data)
    assert ink(with_picture)[:, 700:].mean() > 0.5
    again = client.get(address + "?utm=1")
    assert (again.status_code, again.headers["Location"]) == (301, address)
    image = story.public_images.get()
    image.delete()
    assert ink(seen(client.get(address).content))[:, 700:].mean() < 0.3
    StoryPage.objects.get(pk=story.pk).unpublish()
    assert client.get(address).status_code == 404
    assert client.get(reverse("story_card", args=[draft_story().pk])).status_code == 404


@pytest.mark.django_db
def test_every_kind_of_page_has_a_card(client):
    story, project = published_story(), CitizenProjectFactory(name="Le Verger")
    cards = [card_of(client, page) for page in ("/", story.get_parent().url, project.get_absolute_url())]
    assert len({address for address, _data in cards}) == 3
    for _address, data in cards:
        seen(data)
    hidden = CitizenProjectFactory(live=False)
    assert client.get(reverse("project_card", args=[hidden.slug])).status_code == 404


def entries(client, query: str = "") -> list[str]:
    answer = client.get(reverse("stories_atom") + query)
    assert answer.status_code == 200, query
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert read.feed.title
    assert client.get(reverse("stories_atom") + query, headers={"if-none-match": answer["ETag"]}).status_code == 304
    return [entry.title for entry in read.entries]


@pytest.mark.django_db
def test_feeds_tell_of_new_stories_and_forget_what_was_taken_back(client):
    story, other = published_story(title="Le <jardin> & l’eau"), published_story(title="Le four")
    CitizenProject.objects.filter(pk=other.project.pk).update(postcode="69001", commune="Lyon 1er")
    cause = Cause.objects.get(slug="ecologie")
    for one, causes in ((story, [cause]), (other, [Cause.objects.exclude(pk=cause.pk).first()])):
        project = CitizenProject.objects.get(pk=one.project.pk)
        project.causes.set(causes)
        project.save()
    assert entries(client) == ["Le four", "Le <jardin> & l’eau"]
    assert entries(client, f"?cause={cause.slug}") == ["Le <jardin> & l’eau"]
    assert entries(client, "?lieu=lyon-1er") == ["Le four"]
    assert entries(client, f"?classe={other.get_parent().pk}") == ["Le four"]
    assert client.get(reverse("stories_atom") + "?classe=999999").status_code == 404
    (entry,) = feedparser.parse(client.get(reverse("stories_atom") + "?lieu=lyon-1er").content).entries
    assert entry.link == f"http://testserver{other.url}"
    assert other.classroom.name in entry.author
    assert client.get(entry.link).status_code == 200
    for page, query in (("/recits/?lieu=lyon-1er", "?lieu=lyon-1er"), (other.get_parent().url, "?classe=")):
        said = client.get(page).content.decode()
        assert f'type="application/atom+xml" href="{reverse("stories_atom")}{query}' in said
    with CaptureQueriesContext(connection) as few:
        entries(client)
    published_story(title="Troisième")
    with CaptureQueriesContext(connection) as more:
        assert len(entries(client)) == 3
    assert len(more) <= len(few)
    StoryPage.objects.get(pk=other.pk).unpublish()
    assert "Le four" not in entries(client)
    assert entries(client, f"?classe={story.get_parent().pk}") == ["Le <jardin> & l’eau"]


@pytest.mark.django_db
def test_a_story_says_to_search_engines_who_tells_it_and_can_be_passed_on(client):
    story = published_story(title="Le jardin </script><b>")
    page = client.get(story.url).content.decode()
    said = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])
    assert (said["@type"], said["headline"]) == ("NewsArticle", "Le jardin </script><b>")
    assert said["author"]["name"] == f"{story.classroom.name}, {story.classroom.school.name}"
    assert said["about"]["name"] == story.project.name
    assert client.get(said["image"].removeprefix("http://testserver")).status_code == 200
    assert client.get(said["author"]["url"].removeprefix("http://testserver")).status_code == 200
    assert f'data-address="http://testserver{story.url}"' in page
    assert b"<svg" in client.get(reverse("story_qr", args=[story.pk])).content
    assert client.get(reverse("story_qr", args=[draft_story().pk])).status_code == 404


@pytest.mark.django_db
def test_a_telephone_finds_what_it_shows_of_the_site(client):
    page = client.get("/").content.decode()
    for link in re.findall(r'<link rel="(?:manifest|apple-touch-icon)" href="([^"]+)"', page):
        assert client.get(link).status_code == 200
    for icon in client.get(reverse("site_manifest")).json()["icons"]:
        with Image.open(io.BytesIO(client.get(icon["src"]).content)) as drawn:
            assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
    assert client.get("/favicon.ico").headers["Location"].endswith(".svg")
