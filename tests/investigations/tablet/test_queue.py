"""One thing that goes wrong keeps nothing else from going well."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from classrooms.models import Tablet
from investigations.actions.run_investigation import close_investigation, reopen_investigation
from investigations.models import Report
from tests.investigations.factories import PhotoFactory, ReportFactory
from tests.investigations.tablet.notebook import PHOTOS, VERSIONS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser
COPIES_ARE_GONE = """async () => {
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await done(indexedDB.open("carnet"));
  const counted = ["photos", "bytes"].map((table) => done(database.transaction(table).objectStore(table).count()));
  return (await Promise.all(counted)).every((count) => count === 0);
}"""


def test_a_report_over_which_the_site_stumbles_lets_the_others_go_first(notebook, assign):
    page = notebook.page
    assign(name="Le Jardin")
    fine = assign(name="L’Atelier")
    notebook.open_with_card()

    def stumble(route):
        if "Canari" in (route.request.post_data or ""):
            route.fulfill(status=500, json={"code": "error", "detail": ""})
        else:
            route.continue_()

    page.route(VERSIONS, stumble)
    notebook.start("Le Jardin")
    notebook.answer.fill("Canari")
    expect(notebook.kept).to_have_text("Sur cette tablette")
    page.get_by_role("link", name="Ana").click()
    notebook.start("L’Atelier")
    notebook.answer.fill("Tout va bien")
    notebook.is_kept()
    assert Report.objects.get().assignment == fine
    page.unroute(VERSIONS)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_role("link", name="Ana").click()
    notebook.is_kept()
    assert Report.objects.count() == 2


def test_a_portal_that_answers_with_json_of_its_own_takes_no_names_away(notebook, assign, pupil):
    page = notebook.page
    assign()
    notebook.open_with_card()
    page.route("**/api/v1/tablet/*", lambda route: route.fulfill(json={"portal": "Acceptez les conditions"}))
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_role("button", name="Fermer mon carnet").click()
    expect(page.get_by_role("button", name="Ana")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Ana")).to_be_visible()


def test_a_tablet_whose_leave_was_heard_and_not_answered_leaves_the_next_time(notebook, assign):
    page = notebook.page
    assign()
    notebook.open_with_card()

    def swallow(route):
        route.fetch()
        route.abort()

    page.route("**/api/v1/tablet/leave", swallow, times=1)
    notebook.leave_class()
    expect(page.locator("[data-message]")).to_contain_text("n’arrive pas à joindre le site")
    assert Tablet.objects.get().left_at is not None
    page.locator("[data-leave-class]").click()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    expect(page.get_by_text("Il ne reste rien dessus.")).to_be_visible()


def test_a_photo_that_was_taken_out_before_it_left_keeps_no_copies_behind(notebook, assign):
    page = notebook.page
    report = ReportFactory(assignment=assign(), state=Report.State.RETURNED)
    PhotoFactory(report=report)
    notebook.open_with_card()
    notebook.start()
    notebook.go_to_question(7)
    page.route(PHOTOS, lambda route: route.abort())
    notebook.take_photo(from_camera())
    expect(page.locator("[data-photo]")).to_have_count(2)
    page.locator("[data-photo]").last.get_by_role("button", name="Enlever").click()
    notebook.next()
    notebook.submit()
    expect(notebook.heading).to_have_text("C’est envoyé")
    expect(page.locator("[data-kept]").last).to_have_text("Chez ton enseignant·e")
    page.wait_for_function(COPIES_ARE_GONE)


def test_a_tablet_that_the_site_knows_again_stops_asking_for_the_teacher(notebook, assign):
    page = notebook.page
    assign()
    notebook.open_with_card()
    refused = {"status": 401, "json": {"code": "signed_out", "detail": "", "server_time": ""}}
    page.route("**/api/v1/tablet/roster", lambda route: route.fulfill(**refused))
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-standing]")).to_contain_text("ne reconnaît plus cette tablette")
    page.unroute("**/api/v1/tablet/roster")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-standing]")).to_be_empty()


def test_a_no_that_was_on_its_way_when_somebody_asked_again_holds_nothing_up(notebook, assign):
    page, waiting = notebook.page, []
    assign()
    notebook.open_with_card()
    notebook.start()
    page.route(VERSIONS, lambda route: waiting.append(route), times=1)
    notebook.answer.fill("Mireille")
    while not waiting:
        page.wait_for_timeout(50)
    page.evaluate("dispatchEvent(new Event('online'))")
    waiting[0].fulfill(status=401, json={"code": "signed_out", "detail": ""})
    notebook.is_kept()


def test_what_was_barred_leaves_when_the_site_knows_the_tablet_again(notebook, assign):
    page = notebook.page
    page.clock.install()
    assign()
    notebook.open_with_card()
    notebook.start()
    Tablet.objects.update(left_at=timezone.now())
    notebook.answer.fill("Mireille")
    with page.expect_response(lambda response: response.status == 401 and "/versions/" in response.url):
        page.clock.run_for(3_000)
    page.clock.run_for(61_000)
    page.get_by_role("link", name="Ana").click()
    expect(page.locator("[data-standing]")).to_contain_text("ne reconnaît plus cette tablette")
    Tablet.objects.update(left_at=None)
    page.clock.run_for(61_000)
    notebook.is_kept()


def test_what_a_closed_investigation_refused_arrives_when_the_teacher_resumes_it(notebook, assign):
    page = notebook.page
    investigation = assign().investigation
    by = investigation.classroom.owner
    notebook.open_with_card()
    notebook.start()
    close_investigation(investigation=investigation, by=by)
    notebook.answer.fill("Mireille")
    expect(notebook.kept).to_have_text("Quelque chose n’est pas parti")
    page.get_by_role("button", name="Fermer mon carnet").click()
    reopen_investigation(investigation=investigation, by=by)
    # Nobody is signed in, and nobody touches it: the tablet hears that the mission takes work again.
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("link", name="Tablette Renard")).to_be_visible()
    page.get_by_role("link", name="Tablette Renard").click()
    expect(page.locator("[data-held]")).to_have_text("Tout est arrivé. Cette tablette ne garde plus rien.")
    assert "Mireille" in Report.objects.get().head.answers.values()


def test_what_was_refused_is_tried_once_more_by_hand(notebook, assign):
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.start()
    refused = {"code": "not_yours_now", "detail": "Ton reportage est entre les mains de ton enseignant·e."}
    page.route(VERSIONS, lambda route: route.fulfill(status=409, json=refused), times=2)
    notebook.answer.fill("Mireille")
    expect(notebook.kept).to_have_text("Quelque chose n’est pas parti")
    page.evaluate("location.hash = location.hash.replace(/question.*/, 'envoye')")
    expect(notebook.heading).to_have_text("Quelque chose n’est pas parti")
    page.locator("[data-again]").click()
    expect(notebook.kept).to_have_text("Quelque chose n’est pas parti")
    page.get_by_role("link", name="Tablette Renard").click()
    expect(page.get_by_text("1 chose n’est pas partie")).to_be_visible()
    page.locator("[data-send-now]").click()
    expect(page.locator("[data-held]")).to_have_text("Tout est arrivé. Cette tablette ne garde plus rien.")
