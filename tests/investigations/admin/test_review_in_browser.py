"""Review at the keyboard and with the mouse: no word of the teacher's is lost, nothing is decided unseen."""

import pytest
from django.conf import settings
from django.urls import reverse

from investigations.models import Report
from tests.browser import LAPTOP, PHONE
from tests.classrooms.screens import signed_in
from tests.investigations.factories import AssignmentFactory, PhotoFactory, ReportFactory

pytestmark = pytest.mark.browser
WORDS = "Peux-tu en dire plus ?"


@pytest.fixture
def report(site):
    report = ReportFactory(submitted=True)
    PhotoFactory(report=report)
    return report


@pytest.fixture
def desk(page, site, report):
    """The teacher's browser, at this report."""
    session = signed_in(report.assignment.investigation.classroom.owner).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.set_viewport_size(LAPTOP)
    page.goto(site + reverse("review:report", args=[report.pk]))
    return page


def remark(desk):
    return desk.get_by_label("Votre remarque").first


@pytest.fixture
def next_report(report):
    return ReportFactory(submitted=True, assignment=AssignmentFactory(investigation=report.assignment.investigation))


def test_remarks_stay_while_photos_and_answers_are_judged(desk):
    remark(desk).fill(WORDS)
    desk.get_by_label("Personne n’est reconnaissable").check()
    desk.get_by_role("button", name="Valider la photo").click()
    desk.get_by_text("validée : elle peut entrer dans un récit", exact=True).wait_for()
    assert remark(desk).input_value() == WORDS
    desk.get_by_role("button", name="Mettre cette réponse de côté").first.click()
    desk.get_by_role("button", name="Garder cette réponse").wait_for()
    assert remark(desk).input_value() == WORDS


def test_leaving_with_remarks_that_were_not_sent_asks_first(next_report, desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    address = desk.url
    remark(desk).fill(WORDS)
    desk.get_by_role("link", name="Suivant").click(no_wait_after=True)
    desk.wait_for_timeout(300)
    assert (asked, desk.url) == (["beforeunload"], address)
    desk.get_by_role("button", name="Rendre avec les remarques").click()
    desk.get_by_text("Le reportage est rendu").wait_for()
    assert asked == ["beforeunload"]


def test_a_key_held_down_decides_once(report, next_report, desk):
    desk.evaluate("""document.dispatchEvent(new KeyboardEvent("keydown", {key: "a", repeat: true, bubbles: true}))""")
    desk.wait_for_timeout(300)
    report.refresh_from_db()
    assert report.state == Report.State.SUBMITTED
    desk.keyboard.press("a")
    desk.get_by_text("est accepté").wait_for()


def test_a_photo_is_not_cleared_without_the_tick_and_the_screen_says_so(desk):
    desk.get_by_role("button", name="Valider la photo").click()
    assert desk.evaluate("document.activeElement.validity.valueMissing")
    desk.get_by_role("button", name="Écarter").click()
    desk.get_by_text("écartée", exact=True).wait_for()


def test_on_a_phone_the_decision_leaves_room_for_the_report_and_paper_is_copied(desk, site, report, axe):
    desk.set_viewport_size(PHONE)
    desk.reload()
    # Wagtail's sidebar slides.
    desk.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    assert desk.get_by_role("group", name="Votre décision").bounding_box()["height"] < PHONE["height"] / 5
    mission = AssignmentFactory(investigation=report.assignment.investigation)
    desk.goto(site + reverse("investigations:on_paper", args=[mission.investigation_id, mission.pk]))
    desk.get_by_role("button", name="Envoyer à la relecture").wait_for()
    axe(desk, context=".sheet")
