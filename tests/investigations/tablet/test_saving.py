import json

import pytest
from playwright.sync_api import expect

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
    expect(writing.kept).to_have_text("Enregistrement…")
    writing.is_kept()
    report = Report.objects.get(assignment=writing.assignment)
    assert list(report.head.answers.values()) == ["Mireille"]
    writing.page.reload()
    expect(writing.answer).to_have_value("Mireille")


def test_going_to_the_next_question_keeps_at_once(writing):
    writing.answer.fill("Mireille")
    with writing.page.expect_response(VERSIONS, timeout=1_400):
        writing.next()


def test_without_network_it_says_so_and_sends_the_same_bytes_again(writing):
    sent = []

    def cut(route):
        sent.append((route.request.url, route.request.post_data))
        if len(sent) == 1:
            return route.abort()
        return route.continue_()

    writing.page.route(VERSIONS, cut)
    writing.answer.fill("Mireille")
    expect(writing.kept).to_have_text("Pas enregistré : on réessaie")
    writing.answer.fill("Mireille et Jo")
    writing.is_kept()
    assert sent[0] == sent[1]
    expect(writing.page.locator("[data-live]")).to_have_text("Enregistré")
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
    writing.page.route(VERSIONS, lambda route: route.fulfill(**answer))
    writing.answer.fill("Mireille")
    expect(writing.kept).to_have_text("Pas enregistré : on réessaie")
    writing.page.unroute(VERSIONS)
    writing.page.evaluate("dispatchEvent(new Event('online'))")
    writing.is_kept()


def test_a_receipt_for_other_bytes_is_none(writing):
    def alter(route):
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"sha256": "0" * 64})

    writing.page.route(VERSIONS, alter)
    writing.answer.fill("Mireille")
    expect(writing.kept).to_have_text("Pas enregistré : on réessaie")


def test_missions_can_be_gone_through_while_the_network_is_away(writing):
    writing.page.context.set_offline(True)
    writing.answer.fill("Mireille")
    writing.page.get_by_role("link", name="Ana").click()
    expect(writing.heading).to_have_text("Mes missions")
    expect(writing.kept).to_have_text("Pas enregistré : on réessaie")
    writing.page.get_by_role("link", name="Le Jardin des Moineaux").click()
    expect(writing.kept).to_have_text("Pas enregistré : on réessaie")
    writing.page.get_by_role("link", name="Ana").click()
    writing.page.context.set_offline(False)
    expect(writing.kept).to_have_text("Tout est enregistré")


def test_closing_the_notebook_asks_when_something_is_not_kept(writing):
    writing.page.route(VERSIONS, lambda route: route.abort())
    writing.answer.fill("Mireille")
    writing.page.get_by_role("button", name="Fermer mon carnet").click()
    expect(writing.page.get_by_role("alert")).to_contain_text("sera perdue")
    writing.page.get_by_role("link", name="Garder mon carnet ouvert").click()
    writing.page.unroute(VERSIONS)
    writing.page.get_by_role("link", name="Le Jardin des Moineaux").click()
    writing.page.evaluate("dispatchEvent(new Event('online'))")
    writing.is_kept()


def test_a_revoked_token_keeps_the_answer_until_the_same_pupil_is_back(writing, pupil):
    pupil.tokens.all().delete()
    writing.answer.fill("Mireille")
    expect(writing.page.get_by_role("alert")).to_contain_text("Ton carnet s’est fermé")
    writing.give_code(pupil.classroom.code)
    writing.touch_name()
    writing.touch_pictures()
    expect(writing.heading).to_have_text("Mes missions")
    writing.page.get_by_role("link", name="Le Jardin des Moineaux").click()
    writing.is_kept()
    assert list(Report.objects.get(assignment=writing.assignment).head.answers.values()) == ["Mireille"]


def test_every_kind_of_answer_is_kept(notebook, assign):
    assignment = assign("un-lieu-une-action")
    notebook.open_with_card()
    notebook.start()
    for number, question in enumerate(assignment.questions[:7], 1):
        notebook.go_to_question(number)
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
    by_kind = {question["kind"]: answers[question["id"]] for question in assignment.questions[:7]}
    assert by_kind == {
        "short_text": "Une réponse",
        "checklist": ["Des outils"],
        "choice": "Un peu",
        "long_text": "Une réponse",
        "number": 12,
        "choices": ["Aux voisins"],
    }
