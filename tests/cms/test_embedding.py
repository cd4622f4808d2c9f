"""Lists, maps and cards inside pages of others, and what those who paste an address get."""

import re

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tests.cms.stories import published_story
from tests.investigations.factories import CitizenProjectFactory
from tests.workshop.test_security_headers import assert_strict, policy_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def verger(db):
    return CitizenProjectFactory(name="Le verger & l’été", slug="verger", contact_email="secret@asso.example")


def test_any_page_may_frame_a_list_a_map_and_a_card_and_nothing_else(client, verger):
    CitizenProjectFactory(name="Caché", paused_at=timezone.now())
    frames = [reverse("embedded_list"), reverse("embedded_list") + "?vue=carte&q=verger",
              reverse("embedded_project", args=["verger"])]  # fmt: skip
    for address in frames:
        response = client.get(address)
        policy, html = policy_of(response), response.content.decode()
        assert policy["frame-ancestors"] == ["*"]
        assert_strict(policy)
        assert "X-Frame-Options" not in response.headers
        assert not response.cookies
        assert "<form" not in html
        assert "Le verger" in html
        assert "Caché" not in html
        assert "secret" not in html
        links = [link for link in re.findall(r"<a [^>]*>", html) if 'href="#' not in link and 'href="?"' not in link]
        assert links
        assert [link for link in links if 'target="_top"' not in link or 'rel="noopener"' not in link] == []
        assert '<base target="_top">' in html
        assert "noindex" in html
    for address in ["/", reverse("projects"), verger.get_absolute_url(), reverse("holder"), reverse("open_data")]:
        response = client.get(address)
        assert policy_of(response)["frame-ancestors"] == ["'self'"], address
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert client.post(frames[0]).status_code == 405
    listed = client.get(reverse("projects"), {"q": "verger"}).content.decode()
    assert "&lt;iframe src=&quot;http://testserver/projets/integrer/?q=verger&quot;" in listed
    assert "<iframe" not in listed


def card(client, address, **more):
    return client.get(reverse("oembed"), {"url": address} | more)


def test_who_pastes_an_address_gets_a_card(client, verger):
    page = client.get(verger.get_absolute_url()).content.decode()
    (discovered,) = re.findall(r'type="application/json\+oembed" href="http://testserver([^"]+)"', page)
    said = client.get(discovered.replace("&amp;", "&")).json()
    assert (said["type"], said["version"], said["title"]) == ("rich", "1.0", "Le verger & l’été")
    assert "/projets/integrer/verger/" in said["html"]
    assert "<script" not in said["html"]
    assert (said["width"], said["height"]) == (800, 380)
    small = card(client, f"http://testserver{verger.get_absolute_url()}", maxwidth="300", maxheight="99999").json()
    assert (small["width"], small["height"]) == (300, 380)
    story = published_story()
    page = client.get(story.url).content.decode()
    (discovered,) = re.findall(r'type="application/json\+oembed" href="http://testserver([^"]+)"', page)
    said = client.get(discovered.replace("&amp;", "&")).json()
    assert said["title"] == story.title
    assert f'href="http://testserver{story.url}"' in said["html"]
    assert "<img" not in said["html"]
    assert "thumbnail_url" not in said


def test_other_formats_other_sites_and_what_is_hidden_are_refused_without_a_hint(client, verger):
    draft = CitizenProjectFactory(live=False)
    hidden = published_story()
    hidden.unpublish()
    ours = "http://testserver"
    for address, more, status in [
        (ours + verger.get_absolute_url(), {"format": "xml"}, 501),
        (ours + draft.get_absolute_url(), {}, 403),
        (ours + "/projets/il-n-y-en-a-pas/", {}, 403),
        (ours + hidden.url, {}, 403),
        (ours + "/", {}, 404),
        (ours + "/chercher/", {}, 404),
        ("https://ailleurs.example" + verger.get_absolute_url(), {}, 404),
        ("javascript:alert(1)", {}, 404),
        ("http://[", {}, 404),
        ("", {}, 404),
    ]:
        assert card(client, address, **more).status_code == status, address


def test_a_page_is_passed_on_by_a_code_that_a_telephone_reads(client, verger, tmp_path):
    response = client.get(reverse("project_qr", args=["verger"]))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert [one.text for one in zxingcpp.read_barcodes(drawn(response.content.decode()))] == [
        f"http://testserver{verger.get_absolute_url()}"
    ]
    page = client.get(verger.get_absolute_url()).content.decode()
    assert reverse("project_qr", args=["verger"]) in page
    assert f'data-address="http://testserver{verger.get_absolute_url()}"' in page
    assert "Ajouter à mes contacts" in page
    assert Client().get(reverse("project_qr", args=["rien"])).status_code == 404


def drawn(svg):
    """The dark runs of segno's picture, as it says them: moves, then lines a module high."""
    size = int(re.search(r'width="(\d+)"', svg)[1])
    steps = re.search(r'stroke="#000"[^>]* d="([^"]+)"', svg)[1]
    scale = 4
    picture = Image.new("L", (size, size), 255)
    x = y = 0.0
    for kind, numbers in re.findall(r"([MmhH])([^MmhH]*)", steps):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if kind == "h":
            box = [int(x * scale), int((y - 0.5) * scale), int((x + values[0]) * scale), int((y + 0.5) * scale)]
            picture.paste(0, box)
            x += values[0]
        else:
            x, y = values if kind == "M" else (x + values[0], y + values[1])
    return picture
