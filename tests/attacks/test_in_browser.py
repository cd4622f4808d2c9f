"""No payload runs: a real browser opens the pages where strangers' words are shown, and something would tell."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.attacks.planting import Planted
from tests.investigations.tablet.notebook import Notebook

pytestmark = pytest.mark.browser
# Before any script of a page: what payloads call, and what the policy had to stop.
WATCH = """
window.ran = []; window.pwn = (what) => { window.ran.push(what); };
addEventListener("securitypolicyviolation", (event) => {
  if (!event.violatedDirective.startsWith("style-src")) window.ran.push(event.violatedDirective + " " + event.sample);
});
"""
# Whatever a payload waits for: a pointer over it, a focus, a press.
TOUCH = """
() => {
  for (const element of document.querySelectorAll("main *, [data-app] *")) {
    for (const kind of ["mouseover", "focus", "load", "error", "toggle"]) element.dispatchEvent(new Event(kind));
  }
  return window.ran;
}
"""


@pytest.fixture
def planted(site):
    return Planted(0)


@pytest.fixture
def watched(page):
    told = []
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.add_init_script(WATCH)
    yield page
    assert told == []


def signed_in_as(page, site, client):
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


@pytest.mark.parametrize("turn", range(3))
def test_nothing_runs_for_readers_teachers_and_editors(site, watched, planted, turn):
    planted.turn = turn
    planted.everything()
    story = planted.story_page
    visits = [
        (None, story.url), (None, planted.project.get_absolute_url()), (None, reverse("removal", args=[story.pk])),
        (planted.teacher, reverse("review:report", args=[planted.report_row.pk])),
        (planted.teacher, reverse("stories:compose", args=[planted.investigation.pk])),
        (planted.teacher, reverse("wagtailadmin_pages:edit", args=[story.pk])),
        (planted.teacher, reverse("classrooms:teams", args=[planted.classroom.pk])),
        (planted.admin, reverse("stories:removal", args=[planted.removal.pk])),
    ]  # fmt: skip
    for who, address in visits:
        if who:
            signed_in_as(watched, site, who)
        watched.goto(site + address)
        watched.wait_for_load_state("networkidle")
        assert watched.evaluate("typeof window.pwn") == "function"
        assert watched.evaluate(TOUCH) == [], address
        assert re.search(r"pwn\(\d{3}\)", watched.locator("body").inner_text() + watched.content()), address


@pytest.mark.parametrize("turn", range(3))
def test_nothing_runs_in_the_notebook(site, watched, planted, turn):
    planted.turn = turn
    planted.everything()
    notebook = Notebook(watched, site, planted.pupil)
    notebook.open_with_card()
    watched.locator("a[href*='#/']").first.wait_for()
    assert watched.evaluate(TOUCH) == []
    expect(watched.locator("body")).to_contain_text("pwn(")
    mission = watched.locator("main a[href*='mission']").first
    mission.click()
    watched.wait_for_timeout(500)
    assert watched.evaluate(TOUCH) == []
    expect(watched.locator("body")).to_contain_text("pwn(")


def test_the_watch_sees_what_runs(site, watched):
    watched.goto(site + "/")
    watched.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=pwn(1)>')")
    watched.wait_for_function("window.ran.length > 0")
