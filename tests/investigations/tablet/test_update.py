"""A new version of the notebook reaches a tablet whose queue is stuck: between two screens, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from investigations.models import Photo, Report
from investigations.tablet import views
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


def is_taken_up(page):
    """Chromium lets the former worker end what it is at, for half a minute or more, before the next one takes over."""
    expect(page.locator(f"body[data-version='{NEXT}']")).to_be_attached(timeout=90_000)


def test_the_next_version_waits_for_the_child_and_takes_the_unsent_work_along(blocked, busy_site, monkeypatch):
    notebook, page = blocked, blocked.page
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
    is_taken_up(page)
    assert page.evaluate("caches.keys()") == [f"carnet-{NEXT}"]
    assert not Report.objects.exists()
    page.context.set_offline(True)
    notebook.open()
    is_taken_up(page)
    expect(notebook.heading).to_have_text("Mes missions")
    page.context.set_offline(False)

    busy_site.undo()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(notebook.kept).to_have_text("À l’école", timeout=20_000)
    assert "Mireille et Jo" in Report.objects.get().head.answers.values()
    assert [entry["id"] for entry in Report.objects.get().head.photos] == [str(Photo.objects.get().pk)]


SLOW = """() => {
  const real = window.createImageBitmap;
  window.createImageBitmap = async (...given) => {
    await new Promise((resolve) => { window.develop = resolve; });
    return real(...given);
  };
}"""


def test_a_photo_that_is_being_made_small_is_stored_before_the_next_version_opens(notebook, assign, monkeypatch):
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.is_installed()
    notebook.start()
    notebook.go_to_question(7)
    page.evaluate(SLOW)
    notebook.take_photo(from_camera())
    page.wait_for_function("() => Boolean(window.develop)")
    former = version_of(notebook)
    monkeypatch.setattr(views, "shell_version", lambda pages: NEXT)
    page.evaluate(NEXT_IS_READY)
    page.get_by_role("link", name="Ana").click()
    expect(notebook.heading).to_have_text("Mes missions")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1_000)
    assert version_of(notebook) == former
    page.evaluate("window.develop()")
    is_taken_up(page)
    notebook.is_kept()
    assert [entry["id"] for entry in Report.objects.get().head.photos] == [str(Photo.objects.get().pk)]
