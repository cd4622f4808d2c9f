import pytest
from django.utils import timezone
from playwright.sync_api import expect

from investigations.models import Report
from tests.investigations.factories import ReportFactory

pytestmark = pytest.mark.browser


def test_what_became_of_a_mission_shows_when_the_network_is_back(notebook, assign):
    assignment, page = assign(), notebook.page
    notebook.open_with_card()
    notebook.is_installed()
    expect(page.locator("[data-stage=fresh]")).to_be_visible()
    page.context.set_offline(True)
    ReportFactory(assignment=assignment, state=Report.State.RETURNED, reviewed_at=timezone.now())
    assign(name="L’Atelier")
    page.context.set_offline(False)
    expect(page.locator("[data-stage=returned]")).to_be_visible()
    expect(page.locator("[data-mission]")).to_have_count(2)
    expect(page.locator("[data-place]")).to_contain_text("2 missions")


def test_what_is_still_to_do_stands_before_what_is_published(notebook, assign):
    assign(name="Le Four"), assign(name="L’Atelier")
    notebook.page.route("**/api/v1/missions", with_story_of("Le Four"))
    notebook.open_with_card()
    stages = notebook.page.locator("[data-mission] [data-stage]")
    expect(stages).to_have_text(["À commencer", "Publié"])


def test_a_published_story_is_not_said_to_wait_at_the_teacher(notebook, assign):
    ReportFactory(assignment=assign(name="Le Four"), state=Report.State.ACCEPTED)
    assign(name="L’Atelier")
    notebook.page.route("**/api/v1/missions", with_story_of("Le Four"))
    notebook.open_with_card()
    expect(notebook.page.locator("[data-stage=published]")).to_be_visible()
    expect(notebook.kept).to_be_empty()
    notebook.page.get_by_role("link", name="Le Four").first.click()
    expect(notebook.kept).to_have_text("Publié")


def with_story_of(project):
    def answer(route):
        given = route.fetch()
        body = given.json()
        mission = next(mission for mission in body["missions"] if mission["project"]["name"] == project)
        mission["story"] = {"title": project, "url": "/recits/"}
        route.fulfill(response=given, json=body)

    return answer
