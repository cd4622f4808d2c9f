"""One thing that goes wrong keeps nothing else from going well."""

import pytest
from playwright.sync_api import expect

from classrooms.models import Tablet
from investigations.models import Report
from tests.investigations.tablet.notebook import VERSIONS
from tests.investigations.tablet.test_leaving import leave_class

pytestmark = pytest.mark.browser


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
    leave_class(notebook)
    expect(page.locator("[data-message]")).to_contain_text("n’arrive pas à joindre le site")
    assert Tablet.objects.get().left_at is not None
    page.locator("[data-leave-class]").click()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    expect(page.get_by_text("Il ne reste rien dessus.")).to_be_visible()
