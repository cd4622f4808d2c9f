"""The notebook in WebKitGTK, kin of the iPad's Safari: what one engine forgives, another may not."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from PIL import Image

from classrooms.cards import card_token_of
from classrooms.models import Tablet
from investigations.models import Photo, Report
from tests.fault.proxy import Proxy
from tests.investigations.tablet.notebook_in_webkit import NotebookInWebKit
from tests.pictures import from_camera

pytestmark = [pytest.mark.browser, pytest.mark.webkit]
PHOTO_QUESTION = 7
NOBODY = 1


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(from_camera(orientation=6))
    return path


@pytest.fixture
def way(site):
    """Between tablet and site, so that the site can be out of reach."""
    with Proxy(urlsplit(site).port, seed=0, faults={"none": 1}) as proxy:
        yield proxy


@pytest.fixture
def notebook(way, webkit):
    return NotebookInWebKit(webkit, f"http://127.0.0.1:{way.port}")


@contextmanager
def out_of_reach(way: Proxy) -> Iterator[None]:
    port, way.upstream = way.upstream, NOBODY
    yield
    way.upstream = port


def assert_whole(photo: Photo, held: list[list[str]]) -> None:
    """The bytes that the tablet keeps are those that arrived: small, and upright."""
    assert held == [["ArrayBuffer", photo.sha256]]
    with photo.original.open() as original:
        assert Image.open(original).size == (2048, 1536)


def test_a_report_with_a_photo_arrives_whole_and_is_there_after_a_reload(notebook, pupil, assign, photo):
    assignment = assign()
    notebook.sign_in(pupil)
    notebook.start(assignment)
    notebook.answer("Mireille")
    notebook.see_kept("school")
    notebook.go_to_question(PHOTO_QUESTION)
    notebook.take_photo(photo)
    notebook.see("[data-photo-state=kept]")
    notebook.see_kept("school")
    notebook.reload()
    assert notebook.shows_the_photo()
    notebook.go_to_question(1)
    assert notebook.has_answer("Mireille")
    version, kept = Report.objects.get(assignment=assignment).head, Photo.objects.get()
    assert list(version.answers.values()) == ["Mireille"]
    assert [entry["id"] for entry in version.photos] == [str(kept.pk)]
    assert_whole(kept, notebook.held())


def test_a_card_shown_to_an_open_notebook_opens_it_and_joins_once(notebook, pupil, assign):
    assignment = assign()
    notebook.open()
    notebook.see("#code")
    notebook.open(f"#{card_token_of(pupil)}")
    notebook.see(f"[data-mission='{assignment.pk}']")
    assert card_token_of(pupil) not in notebook.webkit.current_url
    assert Tablet.objects.count() == 1


def test_without_the_site_the_notebook_opens_keeps_all_and_sends_it_later(notebook, way, pupil, assign, photo):
    assignment = assign()
    notebook.sign_in(pupil)
    notebook.see(f"[data-mission='{assignment.pk}']")
    notebook.is_installed()
    notebook.open("#/tablette")
    for light in ["shell", "roster", "missions"]:
        notebook.see(f".is-good[data-light={light}]")
    notebook.open("#/missions")
    with out_of_reach(way):
        notebook.reload()
        notebook.start(assignment)
        notebook.answer("Mireille")
        notebook.go_to_question(PHOTO_QUESTION)
        notebook.take_photo(photo)
        notebook.see_kept("here")
        notebook.reload()
        assert notebook.shows_the_photo()
        notebook.go_to_question(1)
        assert notebook.has_answer("Mireille")
        held = notebook.held()
        assert not Report.objects.exists()
    notebook.open("#/tablette")
    notebook.touch("[data-send-now]")
    notebook.see_kept("school")
    assert list(Report.objects.get(assignment=assignment).head.answers.values()) == ["Mireille"]
    assert_whole(Photo.objects.get(), held)
