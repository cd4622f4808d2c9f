"""What comes late (from the site, from the tablet's own storage, under a finger) undoes nothing that happened since."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from investigations.models import Photo, Report
from tests.investigations.factories import PhotoFactory, ReportFactory
from tests.investigations.tablet.notebook import PHOTOS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser
MISSIONS = "**/api/v1/missions"
# What the notebook reads of its storage from now on reaches it only when `letGo` is called.
SLOW_STORAGE = """async () => {
  const { Store } = await import("/static/investigations/tablet/js/store.js");
  const before = Store.prototype.transact;
  const gate = new Promise((resolve) => { window.letGo = resolve; });
  Store.prototype.transact = async function (mode, tables, work) {
    const read = await before.call(this, mode, tables, work);
    const isOfNotebook = mode === "readonly" && ["pages", "photos", "pages,photos"].includes(tables.join());
    if (!isOfNotebook || !Array.isArray(read)) return read;
    window.held = true;
    await gate;
    return read;
  };
  window.atOnce = () => { Store.prototype.transact = before; };
}"""

LET_GO = """async () => {
  window.letGo();
  await new Promise((resolve) => setTimeout(resolve));
  return document.querySelectorAll("[data-photo]").length;
}"""


@pytest.fixture
def late(notebook):
    """``late()`` lets the site's word on the missions, asked for before, reach the tablet now."""
    waiting = []

    def hold(route):
        waiting.append((route, route.fetch()))

    def come():
        for route, answer in waiting:
            route.fulfill(response=answer)
        notebook.page.unroute(MISSIONS)

    come.hold = lambda: notebook.page.route(MISSIONS, hold)
    come.waiting = waiting
    return come


def test_news_from_before_a_report_was_sent_bring_nothing_back(notebook, assign, late):
    page = notebook.page
    report = ReportFactory(assignment=assign(), state=Report.State.RETURNED, reviewed_at=timezone.now())
    PhotoFactory(report=report)
    notebook.open_with_card()
    notebook.start()
    late.hold()
    page.get_by_role("link", name="Ana").click()
    expect(notebook.heading).to_have_text("Mes missions")
    page.wait_for_timeout(200)
    assert late.waiting
    notebook.start()
    notebook.answer.fill("Ce sont les voisins.")
    notebook.check()
    notebook.submit()
    expect(notebook.heading).to_have_text("C’est envoyé")
    late()
    page.wait_for_timeout(500)
    expect(notebook.heading).to_have_text("C’est envoyé")
    page.get_by_role("link", name="Mes missions").click()
    page.get_by_role("link", name="Le Jardin des Moineaux").click()
    page.get_by_role("link", name="Relire mes réponses").click()
    expect(page.get_by_text("Ce sont les voisins.")).to_be_visible()
    report.refresh_from_db()
    assert report.state == Report.State.SUBMITTED


def test_news_from_before_a_wish_do_not_take_it_back(notebook, assign, late):
    page = notebook.page
    report = ReportFactory(assignment=assign())
    photo = PhotoFactory(report=report)
    notebook.open_with_card()
    expect(page.locator("[data-stage=started]")).to_be_visible()
    late.hold()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert late.waiting
    notebook.open(f"#/mission/{report.assignment_id}/question/7")
    page.get_by_role("button", name="S’il te plaît, ne publie pas ma photo").click()
    is_noted = page.get_by_text("C’est noté : cette photo ne sera pas publiée.")
    expect(is_noted).to_be_visible()
    while not Photo.objects.get(pk=photo.pk).objected_at:
        page.wait_for_timeout(50)
    late()
    page.wait_for_timeout(500)
    expect(is_noted).to_be_visible()


def test_a_photo_that_is_taken_while_the_storage_is_read_stays(notebook, assign):
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.start()
    notebook.go_to_question(7)
    notebook.take_photo(from_camera())
    notebook.is_kept()
    page.evaluate(SLOW_STORAGE)
    page.route(PHOTOS, lambda route: route.abort())
    caption = page.get_by_label("Légende").first
    caption.fill("Le four")
    page.evaluate("async () => { while (!window.held) await new Promise((go) => setTimeout(go, 50)); }")
    page.evaluate("atOnce()")
    notebook.take_photo(from_camera())
    expect(page.locator("[data-photo]")).to_have_count(2)
    assert page.evaluate(LET_GO) == 2
    caption.fill("Le four à pain")
    page.unroute(PHOTOS)
    page.evaluate("dispatchEvent(new Event('online'))")
    notebook.is_kept()
    expect(page.locator("[data-photo]")).to_have_count(2)
    assert len(Report.objects.get().head.photos) == 2


def test_a_finger_on_a_mission_is_not_lost_when_news_redraw_the_missions(notebook, assign):
    page = notebook.page
    assignment = assign()
    notebook.open_with_card()
    box = page.get_by_role("link", name="Le Jardin des Moineaux").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    ReportFactory(assignment=assignment, state=Report.State.RETURNED, reviewed_at=timezone.now())
    with page.expect_response(MISSIONS):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    page.mouse.up()
    expect(page.get_by_role("link", name="Corriger")).to_be_visible()
