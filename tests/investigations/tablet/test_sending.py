import pytest
from django.utils import timezone
from playwright.sync_api import expect

from investigations.models import Investigation, Remark, Report
from tests.investigations.factories import PhotoFactory, ReportFactory
from tests.investigations.tablet.notebook import PHOTOS, VERSIONS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser


@pytest.fixture
def returned(notebook, assign, pupil):
    report = ReportFactory(assignment=assign(), state=Report.State.RETURNED, reviewed_at=timezone.now())
    PhotoFactory(report=report)
    teacher = pupil.classroom.owner
    question = report.assignment.questions[1]["id"]
    Remark.objects.create(report=report, version=report.head, question_id=question, text="Qui arrose ?", author=teacher)
    Remark.objects.create(report=report, version=report.head, question_id="", text="Relis-toi.", author=teacher)
    return report


def test_what_is_missing_is_shown_with_the_way_there_and_then_all_is_sent(notebook, assign):
    assignment = assign()
    notebook.open_with_card()
    notebook.start()
    notebook.check()
    expect(notebook.page.locator("[data-lacks]")).to_contain_text("Il manque encore 4 réponses")
    notebook.submit()
    expect(notebook.page.locator("[data-lacks] a").first).to_be_focused()
    for number, question in enumerate(assignment.questions, 1):
        notebook.open(f"#/mission/{assignment.pk}/question/{number}")
        expect(notebook.heading).to_contain_text(question["label"][:8])
        if question["kind"] == "photos":
            notebook.take_photo(from_camera())
        else:
            notebook.answer.fill("Une réponse")
    notebook.next()
    expect(notebook.page.get_by_text("Tout y est")).to_be_visible()
    notebook.submit()
    expect(notebook.heading).to_have_text("C’est envoyé", timeout=20_000)
    assert Report.objects.get().state == Report.State.SUBMITTED
    notebook.page.get_by_role("link", name="Mes missions").click()
    expect(notebook.page.locator("[data-stage=sent]")).to_be_visible()


def test_it_is_sent_only_when_the_last_photo_is_home(notebook, returned):
    page = notebook.page
    notebook.open_with_card()
    notebook.start(returned.assignment.investigation.project.name)
    notebook.go_to_question(7)
    page.route(PHOTOS, lambda route: route.abort())
    notebook.take_photo(from_camera())
    expect(page.locator("[data-photo]")).to_have_count(2)
    notebook.next()
    notebook.submit()
    expect(notebook.heading).to_have_text("C’est prêt à partir")
    expect(page.locator("[data-to-send]")).to_have_text("1 photo à envoyer")
    assert Report.objects.get().state == Report.State.RETURNED
    page.unroute(PHOTOS)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(notebook.heading).to_have_text("C’est envoyé", timeout=20_000)
    assert Report.objects.get().state == Report.State.SUBMITTED


def test_sending_without_network_goes_on_trying(notebook, returned):
    page = notebook.page
    notebook.open_with_card()
    notebook.start()
    notebook.check()
    page.route(VERSIONS, lambda route: route.abort())
    notebook.submit()
    expect(notebook.heading).to_have_text("C’est prêt à partir")
    page.unroute(VERSIONS)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(notebook.heading).to_have_text("C’est envoyé")


def test_a_returned_report_shows_its_remarks_beside_the_answers_and_is_sent_again(notebook, returned):
    page = notebook.page
    notebook.open_with_card()
    expect(page.locator("[data-stage=returned]")).to_have_text("À corriger")
    page.get_by_role("link", name="Le Jardin des Moineaux").click()
    expect(page.locator("[data-remarks]")).to_contain_text("Relis-toi.")
    page.get_by_role("link", name="Corriger").click()
    expect(page.locator("[data-remarks]")).to_contain_text("Qui arrose ?")
    notebook.answer.fill("Ce sont les voisins qui arrosent.")
    notebook.check()
    expect(page.locator("[data-row]").nth(1)).to_contain_text("Qui arrose ?")
    expect(page.locator("[data-row]").nth(1)).to_contain_text("Ce sont les voisins")
    notebook.submit()
    expect(notebook.heading).to_have_text("C’est envoyé")
    returned.refresh_from_db()
    assert returned.state == Report.State.SUBMITTED
    assert "Ce sont les voisins qui arrosent." in returned.head.answers.values()


def test_what_was_sent_can_be_read_and_not_changed(notebook, assign):
    ReportFactory(assignment=assign(), submitted=True)
    notebook.open_with_card()
    notebook.page.get_by_role("link", name="Le Jardin des Moineaux").click()
    notebook.page.get_by_role("link", name="Relire mes réponses").click()
    expect(notebook.page.locator("[data-row]").first).to_contain_text("Réponse à")
    expect(notebook.page.locator("[data-submit]")).to_have_count(0)
    expect(notebook.page.get_by_role("link", name="Changer")).to_have_count(0)


def test_the_cover_of_a_mission_follows_news_that_come_late(notebook, assign):
    waiting = []
    ReportFactory(assignment=assign(), submitted=True)
    notebook.page.route("**/api/v1/missions", lambda route: waiting.append(route))
    notebook.open_with_card()
    notebook.page.get_by_role("link", name="Le Jardin des Moineaux").click()
    expect(notebook.page.get_by_role("link", name="Commencer")).to_be_visible()
    for route in waiting:
        route.continue_()
    expect(notebook.page.get_by_role("link", name="Relire mes réponses")).to_be_visible()
    expect(notebook.page.get_by_role("link", name="Commencer")).to_have_count(0)


def test_what_is_written_after_a_team_mate_has_sent_still_arrives(notebook, returned):
    notebook.open_with_card()
    notebook.start()
    Report.objects.update(state=Report.State.SUBMITTED)
    notebook.answer.fill("Encore un mot")
    expect(notebook.kept).to_have_text("Chez ton enseignant·e", timeout=20_000)
    assert "Encore un mot" in Report.objects.get().head.answers.values()


def test_a_closed_investigation_parks_the_report_with_its_reason_and_the_rest_goes_on(notebook, assign):
    closed, other = assign(name="Le Jardin fermé"), assign(name="L’Atelier")
    notebook.open_with_card()
    notebook.start("Le Jardin fermé")
    closed.investigation.state = Investigation.State.CLOSED
    closed.investigation.save()
    notebook.answer.fill("Trop tard")
    expect(notebook.page.locator("[data-refusal]")).to_contain_text("Ton travail reste sur la tablette", timeout=20_000)
    expect(notebook.kept).to_have_text("Quelque chose n’est pas parti")
    notebook.page.get_by_role("link", name="Ana").click()
    notebook.start("L’Atelier")
    notebook.answer.fill("Tout va bien")
    notebook.is_kept()
    assert Report.objects.get().assignment == other
    closed.investigation.state = Investigation.State.REVIEWING
    closed.investigation.save()
    notebook.page.get_by_role("link", name="Ana").click()
    notebook.start("Le Jardin fermé")
    notebook.answer.fill("Trop tard ?")
    notebook.is_kept()


def test_a_published_story_has_its_link(notebook, assign):
    assign()
    notebook.page.route("**/api/v1/missions", with_story)
    notebook.open_with_card()
    expect(notebook.page.locator("[data-stage=published]")).to_have_text("Publié")
    link = notebook.page.get_by_role("link", name="Lire ton récit publié")
    expect(link).to_have_attribute("href", "/recits/le-jardin/")


def with_story(route):
    answer = route.fetch()
    body = answer.json()
    body["missions"][0]["story"] = {"title": "Le jardin", "url": "/recits/le-jardin/"}
    route.fulfill(response=answer, json=body)
