import pytest
from playwright.sync_api import expect

from investigations.models import Report

pytestmark = pytest.mark.browser


def test_missions_that_come_late_change_nothing_under_the_pen(notebook, assign):
    page = notebook.page
    assignment = assign()
    notebook.open_with_card()
    notebook.start()
    notebook.answer.fill("Mireille")
    notebook.is_kept()
    asked = []
    page.route("**/api/v1/missions", lambda route: asked.append(route))
    page.get_by_role("link", name="Ana").click()
    notebook.start()
    notebook.go_to_question(2)
    notebook.answer.fill("Il fait")
    with page.expect_response("**/api/v1/missions"):
        asked[0].continue_()
    page.wait_for_timeout(200)
    notebook.answer.fill("Il fait pousser des légumes.")
    notebook.next()
    expect(notebook.heading).to_have_text("Où êtes-vous ?")
    notebook.answer.fill("Dans la cour.")
    notebook.is_kept()
    kept = Report.objects.get(assignment=assignment).head.answers
    assert list(kept.values()) == ["Mireille", "Il fait pousser des légumes.", "Dans la cour."]
