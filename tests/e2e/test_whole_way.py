"""The whole way, from an empty database to a story that a neighbour reads: three people on three devices."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cms.models import StoryPage
from investigations.models import Photo
from tests.browser import LAPTOP, PHONE, TABLET
from tests.classrooms.factories import UserFactory
from tests.e2e.people import PASSWORD, Child, Editor, Teacher
from tests.pictures import CANARY, from_camera

pytestmark = pytest.mark.browser
PROJECT, TITLE = "Le Jardin des Moineaux", "Les moineaux ont un jardin"
UNREVIEWED = "Mot qui attend sa relecture"


@pytest.fixture
def device(browser, browser_context_args):
    opened = []

    def open_device(viewport):
        context = browser.new_context(**{**browser_context_args, "viewport": viewport})
        context.set_default_timeout(20_000)
        opened.append(context)
        return context

    yield open_device
    for context in opened:
        context.close()


def test_a_class_investigates_a_project_and_the_neighbourhood_reads_its_story(site, device, settings, tmp_path, client):
    settings.BASE_URL = site
    UserFactory(teacher=True, email="maitresse@example.org", password=PASSWORD)
    UserFactory(editor=True, email="redaction@example.org", password=PASSWORD)

    editor = Editor(device(LAPTOP), site, "redaction@example.org")
    editor.publish_project(PROJECT)
    teacher = Teacher(device(LAPTOP), site, "maitresse@example.org")
    teacher.make_class("École des Essais", "CM2 A")
    teacher.paste(["DUPONT Ana", "MARTIN Basile"])
    ana, basile = teacher.print_cards(tmp_path / "cartes.pdf")
    teacher.start_investigation("CM2 A", PROJECT)
    teacher.hand_out_missions()
    teacher.record_consents("Ana")

    Child(device(TABLET), ana).do_mission(PROJECT, {"Qui rencontres-tu": "Odile, jardinière."}, from_camera("coffee"))
    Child(device(TABLET), basile).do_mission(PROJECT, {"Qui rencontres-tu": UNREVIEWED}, from_camera("chelsea"))

    teacher.review("Ana")
    teacher.compose(PROJECT, TITLE)
    teacher.describe_photos("Une tasse posée au bord du potager")
    teacher.submit_story()
    assert not StoryPage.objects.live().exists()
    editor.approve(TITLE)

    reader = device(PHONE).new_page()
    reader.goto(site)
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_text("Odile, jardinière.")).to_be_visible()
    picture = reader.get_by_alt_text("Une tasse posée au bord du potager")
    picture.scroll_into_view_if_needed()
    seen = "[...document.images].filter((image) => image.checkVisibility())"
    assert reader.wait_for_function(f"() => {seen}.every((image) => image.naturalWidth > 0)")
    nothing_private_can_be_had(client, settings)


def nothing_private_can_be_had(client, settings):
    """What an anonymous reader gets by following every link and asking for every file, known or guessed."""
    pages = crawl(client)
    public = {str(path.relative_to(settings.MEDIA_ROOT)) for path in Path(settings.MEDIA_ROOT).rglob("*.*")}
    assert public, "the published picture and its renditions"
    everything = b"".join([*pages.values(), *(Path(settings.MEDIA_ROOT, name).read_bytes() for name in public)])
    assert "Odile, jardinière.".encode() in everything
    for private in [UNREVIEWED.encode(), CANARY, b"Exif\x00", b"DUPONT", b"MARTIN"]:
        assert private not in everything
    for photo in Photo.objects.all():
        guessed = [f"{folder}/{photo.clean.name}" for folder in ["/media", "/media/../private", "/private", "/static"]]
        for address in [f"/api/v1/photos/{photo.pk}/clean", f"/admin/relecture/photos/{photo.pk}/clean/", *guessed]:
            assert client.get(address).status_code in {302, 400, 401, 404}, address
    for stored in Path(settings.PRIVATE_DIR).rglob("*.jpg"):
        if "received" not in stored.name:
            assert CANARY not in stored.read_bytes()


def crawl(client) -> dict[str, bytes]:
    pages, waiting = {}, ["/", "/chercher/?q=relecture", "/chercher/?q=jardin"]
    while waiting:
        address = waiting.pop()
        if address in pages or not address.startswith("/") or address.startswith(("/admin", "/media", "/static")):
            continue
        response = client.get(address, follow=True)
        pages[address] = response.getvalue()
        waiting += re.findall(r'href="(/[^"#]*)"', pages[address].decode(errors="ignore"))
    return pages
