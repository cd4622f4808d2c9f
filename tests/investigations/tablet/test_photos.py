import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from investigations.models import Photo, Report
from tests.investigations.tablet.notebook import PHOTOS, VERSIONS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser

PHOTO_QUESTION = 7
# Playwright can't read a body that is no text.
RECORD = """() => {
  const { fetch } = window;
  window.fetch = (address, options) => {
    const bytes = options?.body instanceof ArrayBuffer ? [...new Uint8Array(options.body)] : [];
    if (bytes.length) window.sent = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
    return fetch(address, options);
  };
}"""


@pytest.fixture
def photographing(notebook, assign):
    assignment = assign(camera_only=False)
    notebook.open_with_card()
    notebook.start()
    notebook.go_to_question(PHOTO_QUESTION)
    notebook.assignment = assignment
    return notebook


@pytest.fixture
def state(photographing):
    return photographing.page.locator("[data-photo-state]")


def test_a_photo_is_made_smaller_and_turned_upright_then_sent_without_its_place(photographing, state):
    photographing.page.evaluate(RECORD)
    photographing.take_photo(from_camera(orientation=6))
    expect(state).to_have_text("Photo arrivée", timeout=20_000)
    body = base64.b64decode(photographing.page.evaluate("() => window.sent"))
    assert Image.open(io.BytesIO(body)).size == (2048, 1536)
    assert b"CANARY" not in body
    photo = Photo.objects.get()
    assert photo.width > photo.height


def test_a_caption_is_kept_and_the_photo_is_there_after_a_reload(photographing, state):
    photographing.take_photo(from_camera())
    photographing.page.locator("[data-caption]").fill("Les semis sous la serre")
    expect(state).to_have_text("Photo arrivée", timeout=20_000)
    photographing.is_kept()
    entry = Report.objects.get().head.photos
    assert [photo["caption"] for photo in entry] == ["Les semis sous la serre"]
    photographing.page.reload()
    expect(photographing.page.locator("[data-caption]")).to_have_value("Les semis sous la serre")
    image = photographing.page.get_by_role("img", name="Photo 1")
    expect(image).to_have_attribute("src", re.compile("^blob:"))
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


def test_a_photo_can_be_taken_out_put_back_and_taken_again(photographing, state):
    page = photographing.page
    photographing.take_photo(from_camera())
    expect(state).to_have_text("Photo arrivée", timeout=20_000)
    page.get_by_role("button", name="Enlever").click()
    expect(page.locator("[data-photo]")).to_have_count(0)
    page.get_by_role("button", name="Remettre la photo").click()
    expect(page.locator("[data-photo]")).to_have_count(1)
    first = page.locator("[data-photo]").get_attribute("data-photo")
    page.locator("[data-photo] input[type=file]").set_input_files(
        {"name": "autre.jpg", "mimeType": "image/jpeg", "buffer": from_camera("chelsea")}
    )
    expect(page.locator(f"[data-photo='{first}']")).to_have_count(0)
    expect(state).to_have_text("Photo arrivée", timeout=20_000)
    photographing.is_kept()
    (entry,) = Report.objects.get().head.photos
    assert entry["id"] != first


def test_please_do_not_publish_is_one_tap_and_can_be_undone(photographing, state):
    page = photographing.page
    photographing.take_photo(from_camera())
    with page.expect_response("**/objection"):
        page.get_by_role("button", name="ne publie pas ma photo").click()
    expect(page.get_by_text("C’est noté")).to_be_visible()
    assert Photo.objects.get().objected_at is not None
    photographing.is_kept()
    page.reload()
    expect(page.get_by_text("C’est noté")).to_be_visible()
    with page.expect_response("**/objection"):
        page.locator("[data-wish]").get_by_role("button", name="Annuler").click()
    assert Photo.objects.get().objected_at is None


def test_the_library_is_offered_only_where_the_teacher_allows_it(photographing, assign):
    expect(photographing.page.locator("[data-library]")).to_be_attached()
    assert photographing.page.locator("[data-library]").get_attribute("capture") is None
    assert photographing.page.locator("[data-camera]").get_attribute("capture") == "environment"
    assign(name="L’Atelier", camera_only=True)
    photographing.open("#/missions")
    photographing.page.reload()
    photographing.start("L’Atelier")
    photographing.go_to_question(PHOTO_QUESTION)
    expect(photographing.page.locator("[data-camera]")).to_be_attached()
    expect(photographing.page.locator("[data-library]")).to_have_count(0)


def test_the_draft_is_kept_before_the_camera_opens(photographing):
    page = photographing.page
    photographing.go_to_question(1)
    page.route(VERSIONS, lambda route: route.abort())
    photographing.answer.fill("Mireille")
    photographing.go_to_question(PHOTO_QUESTION)
    page.locator("[data-camera]").evaluate("input => input.addEventListener('click', event => event.preventDefault())")
    page.get_by_text("Prendre une photo").click()
    page.reload()
    photographing.go_to_question(1)
    expect(photographing.answer).to_have_value("Mireille")


def test_what_is_no_photo_is_refused_in_words_and_keeps_the_report_back(photographing, state):
    photographing.take_photo(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    expect(state).to_have_attribute("data-photo-state", "refused")
    expect(state).to_contain_text("Enlève-le, puis prends une photo.")
    expect(photographing.page.locator("[data-photo] img")).to_be_hidden()
    photographing.check()
    expect(photographing.page.locator("[data-lacks]")).to_contain_text("une photo n’est pas arrivée")


def test_photos_wait_for_the_network(photographing, state):
    photographing.page.route(PHOTOS, lambda route: route.abort())
    photographing.take_photo(from_camera())
    expect(state).to_have_text("Pas encore partie : on réessaie")
    expect(photographing.page.locator("[data-to-send]")).to_have_text("1 photo à envoyer")
    photographing.page.unroute(PHOTOS)
    photographing.page.evaluate("dispatchEvent(new Event('online'))")
    expect(state).to_have_text("Photo arrivée", timeout=20_000)
    expect(photographing.page.locator("[data-to-send]")).to_have_text("")
