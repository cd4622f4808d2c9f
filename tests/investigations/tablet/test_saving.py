import json
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from classrooms.models import Tablet
from investigations.models import Report
from tests.investigations.tablet.notebook import VERSIONS

pytestmark = pytest.mark.browser


@pytest.fixture
def writing(notebook, assign):
    assignment = assign()
    notebook.open_with_card()
    notebook.start()
    notebook.assignment = assignment
    return notebook


def test_what_is_typed_is_kept_without_a_button(writing):
    expect(writing.kept).to_have_text("Rien d’écrit pour l’instant")
    writing.answer.fill("Mireille")
    expect(writing.kept).to_have_text("Sur cette tablette")
    writing.is_kept()
    report = Report.objects.get(assignment=writing.assignment)
    assert list(report.head.answers.values()) == ["Mireille"]
    writing.page.reload()
    expect(writing.answer).to_have_value("Mireille")


def test_going_to_the_next_question_keeps_at_once(writing):
    writing.is_installed()
    writing.page.context.set_offline(True)
    # No pause ends: what is kept was kept by going on.
    writing.page.clock.install()
    writing.page.clock.pause_at(time.time() + 60)
    writing.answer.fill("Mireille")
    writing.next()
    expect(writing.kept).to_have_text("Sur cette tablette")
    writing.page.reload()
    writing.go_to_question(1)
    expect(writing.answer).to_have_value("Mireille")


def test_without_network_it_says_so_and_sends_the_same_bytes_again(writing):
    sent = []

    def cut(route):
        sent.append((route.request.url, route.request.post_data))
        if len(sent) == 1:
            return route.abort()
        return route.continue_()

    writing.page.route(VERSIONS, cut)
    writing.answer.fill("Mireille")
    expect(writing.kept).to_have_text("Sur cette tablette")
    writing.page.wait_for_timeout(2_000)
    writing.answer.fill("Mireille et Jo")
    writing.is_kept()
    assert sent[0] == sent[1]
    report = Report.objects.get(assignment=writing.assignment)
    assert list(report.head.answers.values()) == ["Mireille et Jo"]


def test_an_answer_that_was_lost_on_the_way_back_is_not_stored_twice(writing):
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    writing.page.route(VERSIONS, lose)
    writing.answer.fill("Mireille")
    writing.is_kept()
    assert Report.objects.get(assignment=writing.assignment).versions.count() == 1


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 200, "content_type": "text/html", "body": "<h1>Bienvenue sur le wifi</h1>"},
        {"status": 200, "content_type": "application/json", "body": json.dumps({"welcome": True})},
        {"status": 403, "content_type": "text/html", "body": "<h1>Interdit</h1>"},
    ],
)
def test_a_portal_that_answers_for_us_is_not_a_receipt(writing, answer):
    asked = []
    writing.page.route(VERSIONS, lambda route: (asked.append(route), route.fulfill(**answer)))
    writing.answer.fill("Mireille")
    writing.page.wait_for_timeout(2_500)
    assert asked
    expect(writing.kept).to_have_text("Sur cette tablette")
    writing.page.unroute(VERSIONS)
    writing.page.evaluate("dispatchEvent(new Event('online'))")
    writing.is_kept()


def test_a_receipt_for_other_bytes_is_none(writing):
    def alter(route):
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"sha256": "0" * 64})

    with writing.page.expect_response(VERSIONS):
        writing.page.route(VERSIONS, alter)
        writing.answer.fill("Mireille")
    expect(writing.kept).to_have_text("Sur cette tablette")


def test_missions_can_be_gone_through_while_the_network_is_away(writing):
    writing.page.context.set_offline(True)
    writing.answer.fill("Mireille")
    writing.page.get_by_role("link", name="Ana").click()
    expect(writing.heading).to_have_text("Mes missions")
    expect(writing.kept).to_have_text("Sur cette tablette")
    writing.page.get_by_role("link", name="Le Jardin des Moineaux").click()
    expect(writing.heading).to_have_text("Le Jardin des Moineaux")
    writing.page.get_by_role("link", name="Ana").click()
    writing.page.context.set_offline(False)
    writing.is_kept()


def test_closing_the_notebook_loses_nothing_and_the_work_goes_on_being_sent(writing):
    writing.page.route(VERSIONS, lambda route: route.abort())
    writing.answer.fill("Mireille")
    writing.page.get_by_role("button", name="Fermer mon carnet").click()
    expect(writing.heading).to_have_text("Qui es-tu ?")
    writing.page.unroute(VERSIONS)
    with writing.page.expect_response(VERSIONS):
        writing.page.evaluate("dispatchEvent(new Event('online'))")
    writing.page.wait_for_timeout(300)
    assert list(Report.objects.get(assignment=writing.assignment).head.answers.values()) == ["Mireille"]


def test_a_tablet_that_the_site_no_longer_knows_keeps_everything_and_asks_for_the_teacher(writing):
    Tablet.objects.update(left_at=timezone.now())
    writing.answer.fill("Mireille")
    writing.page.get_by_role("link", name="Tablette").click()
    writing.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(writing.page.get_by_text("Le site ne reconnaît plus cette tablette")).to_be_visible()
    expect(writing.page.locator("[data-held]")).to_contain_text("1 reportage")
    Tablet.objects.update(left_at=None)
    writing.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(writing.page.locator("[data-held]")).to_contain_text("Tout est arrivé")
    assert list(Report.objects.get(assignment=writing.assignment).head.answers.values()) == ["Mireille"]


def test_every_kind_of_answer_is_kept(notebook, assign):
    assignment = assign("un-lieu-une-action")
    notebook.open_with_card()
    notebook.start()
    says = notebook.page.locator(".ask__entry")
    for number, question in enumerate(assignment.questions[:8], 1):
        notebook.go_to_question(number)
        expect(says).to_have_text(["La fiche n’en dit rien."] if "about_entry" in question else [])
        match question["kind"]:
            case "number":
                notebook.answer.fill("5000")
                expect(notebook.page.locator("[data-fault]")).to_contain_text("trop grand")
                expect(notebook.kept).to_have_text("Un nombre n’est pas gardé")
                notebook.answer.fill("12")
            case "choice" | "choices" | "checklist":
                notebook.page.get_by_text(question["choices"][1], exact=True).click()
            case _:
                notebook.answer.fill("Une réponse")
        notebook.is_kept()
    answers = Report.objects.get(assignment=assignment).head.answers
    by_kind = {question["kind"]: answers[question["id"]] for question in assignment.questions[:8]}
    assert by_kind == {
        "short_text": "Une réponse",
        "checklist": ["Des outils"],
        "choice": "Un peu",
        "long_text": "Une réponse",
        "number": 12,
        "choices": ["Aux voisins"],
    }
