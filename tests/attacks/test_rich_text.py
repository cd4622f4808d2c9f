"""Rich text of adults, by whichever way it came in; links, embeds, and what the server fetches: nothing."""

import json
import re
import socket
from html import escape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException
from wagtail.embeds.models import Embed

from cms.models import HomePage, StoryPage, TextPage
from cms.rich_text import shown, stored
from investigations.directory.models import CitizenProject
from tests.attacks.corpus import LINKS, RICH
from tests.attacks.danger import MARK, read
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in
from tests.cms.stories import draft_story
from tests.investigations.factories import CitizenProjectFactory
from tests.test_consistency import ours
from workshop.links import web_link

pytestmark = pytest.mark.django_db


def only_text(html):
    """No address of any kind that a payload brought, and no tag beyond the few."""
    tags = set(re.findall(r"<\s*([a-z0-9]+)", html))
    return not read(html)[0] and tags <= {"p", "h2", "h3", "br", "b", "strong", "i", "em", "a", "ol", "ul", "li"}


@pytest.mark.parametrize("text", RICH)
def test_a_text_is_cleaned_when_it_is_kept_and_when_it_is_shown(text):
    for cleaned in (stored(text), shown(text)):
        assert only_text(cleaned)
        assert not re.search(r'href="(?!https?://|/)', cleaned)
    assert stored(stored(text)) == stored(text)


def test_what_editors_write_stays():
    html = (
        '<p data-block-key="a1">Le <b>jardin</b> et <i>la cour</i> :<br/>'
        '<a href="https://example.org/?a=1&amp;b=2">ici</a></p><ul><li data-block-key="b2">un</li></ul>'
    )
    assert stored(html) == html
    home = HomePage.objects.get()
    assert f'<a href="{home.url}" rel="noopener noreferrer">ici</a>' in shown(
        f'<a linktype="page" id="{home.pk}">ici</a>'
    )


@pytest.mark.parametrize("text", RICH)
def test_a_standing_text_is_cleaned_as_well_and_keeps_its_headings(client, text):
    page = TextPage.objects.get(role=TextPage.Role.PARENTS)
    TextPage.objects.filter(pk=page.pk).update(body=f"<h2>Vos droits</h2>{text}")
    body = re.search(r'<div class="prose standing__body".*?</div>', client.get(page.url).content.decode(), re.DOTALL)[0]
    assert "<h2>Vos droits</h2>" in body
    assert only_text(body.partition(">")[2].removesuffix("</div>"))
    page.body = f"<h2>Vos droits</h2>{text}"
    page.save(clean=False)  # a form would refuse some of the links
    page.refresh_from_db()
    assert only_text(page.body)


def raw_story(text, *, published):
    """As a script might write it, past every block."""
    story = draft_story("Le jardin secret")
    story.body = json.dumps([{"type": "paragraph", "value": {"report": "", "text": text}, "id": "a"}])
    revision = story.save_revision()
    if published:
        revision.publish()
    return StoryPage.objects.get(pk=story.pk)


@pytest.mark.parametrize("published", [True, False])
def test_a_story_that_holds_them_all_shows_none(client, published):
    story = raw_story("".join(RICH), published=published)
    teacher = signed_in(story.classroom.owner)
    pages = [teacher.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))]
    pages += (
        [client.get(story.url)]
        if published
        else [teacher.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))]
    )
    for page in pages:
        html = page.content.decode()
        assert "Le jardin" in html
        assert read(html)[0] == []
    body = re.search(r'<div class="prose">(.*?)</div>', pages[-1].content.decode(), re.DOTALL)[1]
    assert only_text(body)
    assert not re.search(r'href="(?!https?://|/)', body)


def test_what_a_page_keeps_is_clean_too(client):
    home = HomePage.objects.get()
    home.introduction = "".join(RICH)
    home.save_revision(clean=False).publish()
    assert only_text(HomePage.objects.get().introduction)
    HomePage.objects.update(introduction="".join(RICH))
    assert read(client.get("/").content.decode())[0] == []


def test_an_editor_is_told_that_a_link_leads_nowhere():
    home, editor = HomePage.objects.get(), signed_in(editor=True)
    raw = {
        "blocks": [{"key": "a", "text": "Écrivez-nous", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": 7, "key": 0}]}],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "mailto:bonjour@example.org"}}},
    }  # fmt: skip
    form = {"title": home.title, "slug": home.slug, "motto": "", "introduction": json.dumps(raw),
            "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "body-count": 0}  # fmt: skip
    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), form)
    assert "Un lien mène à une page du site" in answer.content.decode()
    raw["entityMap"]["0"]["data"]["url"] = "https://example.org"
    assert (
        editor.post(
            reverse("wagtailadmin_pages:edit", args=[home.pk]), form | {"introduction": json.dumps(raw)}
        ).status_code
        == 302
    )


@pytest.mark.parametrize("link", LINKS)
def test_a_project_leads_to_the_web_only(client, link):
    assert web_link(link) == ""
    project = CitizenProjectFactory(live=True)
    for field in ["website", "helloasso_url"]:
        with pytest.raises(IntegrityError), transaction.atomic():
            CitizenProject.objects.filter(pk=project.pk).update(**{field: link})
    # A draft that was made before there was a rule, or beside it.
    project.website = project.helloasso_url = link
    project.save_revision(clean=False)
    editor = signed_in(UserFactory(admin=True))
    for url in [
        project.get_absolute_url(),
        reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk]),
    ]:
        assert read(editor.get(url).content.decode())[0] == []


@pytest.mark.parametrize("link", ["https://example.org", "http://example.org/é?a=b#c", "HTTPS://example.org"])
def test_a_web_address_stays(link):
    assert web_link(link) == link


FETCHED = [
    "https://www.youtube.com/watch?v=pwn",
    "https://vimeo.com/1",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://169.254.169.254/",
]


@pytest.fixture
def no_wire(monkeypatch):
    """Whoever opens a connection, to anywhere, is found out; PostgreSQL's client opens its own."""
    calls = []

    def refuse(*given, **named):
        calls.append(given)
        raise AssertionError(f"The server called {given}.")

    for name in ["create_connection", "getaddrinfo"]:
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    yield calls
    assert calls == []


@pytest.mark.parametrize("url", FETCHED)
def test_the_server_fetches_no_address_that_somebody_typed(client, no_wire, url):
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed(url)
    admin = signed_in(UserFactory(admin=True))
    answer = admin.post(reverse("wagtailembeds:chooser_upload"), {"embed-chooser-url": url})
    assert json.loads(answer.content)["step"] == "chooser"
    admin.post(
        reverse("wagtailadmin_choose_page_external_link"),
        {"external-link-chooser-url": url, "external-link-chooser-link_text": "ici"},
    )
    project = CitizenProjectFactory(live=True, website=url)
    story = raw_story(
        f'<p><a href="{escape(url)}">ici</a><embed embedtype="media" url="{escape(url)}"/></p>', published=True
    )
    for address in [project.get_absolute_url(), story.url, f"/chercher/?q={url}", "/"]:
        assert client.get(address).status_code == 200
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).status_code == 200
    assert not Embed.objects.exists()


@pytest.mark.engine
def test_rich_text_has_one_way_in_and_one_way_out():
    """Wagtail's own field, block and filter keep and show what they are given."""
    here = [path for path in ours("*.py", "*.html") if path.name != "rich_text.py"]
    for path in here:
        text = path.read_text()
        assert not re.search(
            r"\bRichText(Field|Block)\(|\|richtext\b|RawHTMLBlock|EmbedBlock", text.replace("CleanRichText", "")
        ), path
    assert here
    assert MARK
