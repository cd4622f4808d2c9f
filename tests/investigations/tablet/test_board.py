"""The tablet's own board, and what a tablet says that the class has taken out."""

import pytest
from playwright.sync_api import expect

from classrooms.actions.change_tablet import revoke_tablet
from classrooms.actions.erase_pupil import erase_pupil
from classrooms.models import Tablet
from investigations.models import Assignment, Report

pytestmark = pytest.mark.browser
KEPT_OF = """async (pupil) => {
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await done(indexedDB.open("carnet"));
  const all = (table) => done(database.transaction(table).objectStore(table).getAll());
  const kept = await Promise.all(["pages", "photos", "wishes", "tokens"].map(all));
  return kept.flat().filter(({ owner }) => owner === pupil).length;
}"""


def test_the_board_says_whether_the_site_answers(notebook, assign):
    assign()
    told = notebook.page.locator("[data-told]")
    notebook.open_with_card()
    notebook.is_installed()
    notebook.open("#/tablette")
    notebook.page.context.set_offline(True)
    notebook.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(told).to_contain_text("n’arrive pas à joindre le site")
    notebook.page.wait_for_timeout(500)
    expect(told).to_contain_text("n’arrive pas à joindre le site")
    notebook.page.context.set_offline(False)
    notebook.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(told).to_have_text("Le site répond.")


def test_a_tablet_that_was_taken_out_opens_no_notebook_until_it_joins_again(notebook, assign, pupil):
    page, words = notebook.page, "a retiré cette tablette"
    assign()
    notebook.open_with_card()
    notebook.is_installed()
    revoke_tablet(tablet=Tablet.objects.get(), user=pupil.classroom.owner)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    expect(page.get_by_role("main")).to_contain_text(words)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text(words)
    notebook.open("?#/images")
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    page.context.set_offline(False)
    notebook.give_code(pupil.classroom.code)
    expect(notebook.heading).to_have_text("Qui es-tu ?")
    expect(page.get_by_text(words)).to_have_count(0)


def test_a_tablet_is_taken_out_while_a_child_writes_and_the_words_still_arrive(notebook, assign, pupil):
    assign()
    notebook.open_with_card()
    notebook.start()
    notebook.answer.fill("Mireille")
    revoke_tablet(tablet=Tablet.objects.get(), user=pupil.classroom.owner)
    notebook.page.evaluate("dispatchEvent(new Event('online'))")
    notebook.answer.fill("Mireille et Jo")
    notebook.is_kept()
    notebook.next()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    assert "Mireille et Jo" in Report.objects.get().head.answers.values()


def test_a_tablet_that_the_site_does_not_know_asks_for_the_teacher(notebook, assign):
    assign()
    notebook.open_with_card()
    notebook.start()
    Tablet.objects.all().delete()
    notebook.answer.fill("Mireille")
    notebook.page.evaluate("dispatchEvent(new Event('online'))")
    expect(notebook.kept).to_have_text("Sur cette tablette")
    notebook.page.get_by_role("link", name="Ana").click()
    expect(notebook.page.get_by_role("main")).to_contain_text("préviens ton enseignant·e")


def test_a_pupil_who_was_taken_out_of_the_class_is_told_and_the_notebook_closes(notebook, assign, pupil):
    assign()
    notebook.open_with_card()
    notebook.start()
    Assignment.objects.all().delete()
    pupil.delete()
    notebook.answer.fill("Mireille")
    expect(notebook.heading).to_have_text("Qui es-tu ?", timeout=20_000)
    expect(notebook.page.get_by_role("main")).to_contain_text("Ce carnet a été effacé par ton enseignant·e.")
    expect(notebook.page.get_by_role("button", name="Basile")).to_be_visible()
    expect(notebook.page.get_by_role("button", name="Ana")).to_have_count(0)


def test_what_an_erased_pupil_left_on_a_tablet_goes_though_nothing_waits_and_nobody_has_it_open(
    notebook, assign, pupil
):
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.start()
    notebook.answer.fill("Mireille")
    notebook.is_kept()
    page.get_by_role("link", name="Ana").click()
    page.get_by_role("button", name="Fermer mon carnet").click()
    expect(notebook.heading).to_have_text("Qui es-tu ?")
    assert page.evaluate(KEPT_OF, str(pupil.pk)) == 2
    erase_pupil(pupil=pupil, by=pupil.classroom.owner)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function(f"async () => (await ({KEPT_OF})('{pupil.pk}')) === 0")
    expect(page.get_by_role("button", name="Ana")).to_have_count(0)
    expect(page.get_by_role("button", name="Basile")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Basile")).to_be_visible()
    expect(page.get_by_role("button", name="Ana")).to_have_count(0)
