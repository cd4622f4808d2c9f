"""A new version of the notebook reaches a tablet whose queue is stuck: between two screens, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from investigations.models import Photo, Report
from investigations.tablet import views
from tests.investigations.tablet.notebook import PHOTOS, VERSIONS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser
NEXT = "0123456789abcdef"
NEXT_IS_READY = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
}"""


def version_of(notebook):
    return notebook.page.locator("body").get_attribute("data-version")


def test_the_next_version_waits_for_the_child_and_takes_the_unsent_work_along(notebook, assign, monkeypatch):
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.is_installed()
    page.route(VERSIONS, lambda route: route.abort())
    page.route(PHOTOS, lambda route: route.abort())
    notebook.start()
    notebook.answer.fill("Mireille")
    notebook.go_to_question(7)
    notebook.take_photo(from_camera())
    expect(page.locator("[data-photo]")).to_have_count(1)
    expect(notebook.kept).to_have_text("Sur cette tablette")
    notebook.go_to_question(1)

    former = version_of(notebook)
    monkeypatch.setattr(views, "shell_version", lambda pages: NEXT)
    page.evaluate(NEXT_IS_READY)
    notebook.answer.press("End")
    notebook.answer.press_sequentially(" et Jo", delay=50)
    assert version_of(notebook) == former
    expect(notebook.answer).to_have_value("Mireille et Jo")

    page.get_by_role("link", name="Ana").click()
    expect(notebook.heading).to_have_text("Mes missions")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(f"body[data-version='{NEXT}']")).to_be_attached()
    assert page.evaluate("caches.keys()") == [f"carnet-{NEXT}"]
    assert not Report.objects.exists()
    page.context.set_offline(True)
    notebook.open()
    expect(page.locator(f"body[data-version='{NEXT}']")).to_be_attached()
    expect(notebook.heading).to_have_text("Mes missions")
    page.context.set_offline(False)

    page.unroute(VERSIONS)
    page.unroute(PHOTOS)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(notebook.kept).to_have_text("À l’école", timeout=20_000)
    assert "Mireille et Jo" in Report.objects.get().head.answers.values()
    assert [entry["id"] for entry in Report.objects.get().head.photos] == [str(Photo.objects.get().pk)]
