import pytest
from playwright.sync_api import expect

from classrooms.artwork import SECRETS
from classrooms.cards import card_token_of, secret_of

pytestmark = pytest.mark.browser


def wrong_pictures(pupil):
    return list(reversed(secret_of(pupil))) if secret_of(pupil) != secret_of(pupil)[::-1] else list(SECRETS)[:4]


def test_code_name_and_pictures_open_the_notebook(notebook, pupil):
    notebook.open()
    code = pupil.classroom.code
    notebook.give_code(f" {code[:3].lower()}-{code[3:].lower()}")
    notebook.touch_name()
    expect(notebook.heading).to_have_text("Bonjour Ana !")
    notebook.touch_pictures()
    expect(notebook.heading).to_have_text("Mes missions")


def test_a_card_opens_the_notebook_and_its_token_leaves_the_address(notebook, pupil):
    addresses = []
    notebook.page.on("request", lambda request: addresses.append((request.method, request.url)))
    notebook.open_with_card()
    token = card_token_of(pupil)
    assert token not in notebook.page.url
    assert not [address for address in addresses if token in address[1] and "/api/" in address[1]]
    notebook.page.go_back()
    assert token not in notebook.page.url


def test_a_card_that_is_no_longer_good_leads_to_the_code(notebook):
    notebook.open("#ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    expect(notebook.heading).to_have_text("Cette carte n’ouvre plus de carnet")
    notebook.page.get_by_role("link", name="Entrer sans la carte").click()
    expect(notebook.page.get_by_label("Quel est le code")).to_be_visible()


def test_a_code_that_opens_nothing_says_what_to_do(notebook):
    notebook.open()
    notebook.give_code("BCD")
    expect(notebook.page.get_by_role("alert")).to_contain_text("six lettres")
    notebook.give_code("ZZZZZZ")
    expect(notebook.page.get_by_role("alert")).to_contain_text("Aucune classe")


def test_wrong_pictures_can_be_undone_tried_again_and_then_wait(notebook, pupil):
    notebook.open()
    notebook.give_code(pupil.classroom.code)
    notebook.touch_name()
    wrong = wrong_pictures(pupil)
    notebook.touch_pictures(wrong[:1])
    expect(notebook.page.locator(f"[data-slot={wrong[0]}]")).to_be_visible()
    notebook.page.get_by_role("button", name="Effacer la dernière").click()
    expect(notebook.page.locator(f"[data-slot={wrong[0]}]")).to_have_count(0)
    notebook.touch_pictures(wrong)
    expect(notebook.page.get_by_role("alert")).to_contain_text("Ce ne sont pas tes images")
    notebook.touch_pictures(wrong)
    expect(notebook.page.get_by_role("alert")).to_contain_text("Encore 1 essai")
    notebook.touch_pictures(wrong)
    expect(notebook.page.get_by_role("alert")).to_contain_text("Attends")
    expect(notebook.page.locator("[data-picture]").first).to_be_disabled()


def test_after_three_wrong_tries_the_right_pictures_wait_too_and_a_reload_ends_no_waiting(notebook, pupil):
    """The tablet itself counts, with no network: an address has no part in it."""
    page, alert = notebook.page, notebook.page.get_by_role("alert")
    page.clock.install()
    notebook.open()
    notebook.give_code(pupil.classroom.code)
    notebook.is_installed()
    page.context.set_offline(True)
    notebook.touch_name()
    for said in ("recommence", "Encore 1 essai", "Attends"):
        notebook.touch_pictures(wrong_pictures(pupil))
        expect(alert).to_contain_text(said)
    for leave in (lambda: page.get_by_role("link", name="Ce n’est pas moi").click(), page.reload):
        leave()
        notebook.open()
        notebook.touch_name()
        notebook.touch_pictures()
        expect(alert).to_contain_text("Attends")
    page.clock.fast_forward("01:01")
    expect(alert).to_contain_text("Tu peux essayer de nouveau")
    notebook.touch_pictures()
    expect(notebook.heading).to_have_text("Mes missions")


def test_a_class_mate_does_not_wait_for_somebody_else_s_wrong_tries(notebook, pupil):
    notebook.open()
    notebook.give_code(pupil.classroom.code)
    notebook.touch_name()
    for said in ("recommence", "Encore 1 essai", "Attends"):
        notebook.touch_pictures(wrong_pictures(pupil))
        expect(notebook.page.get_by_role("alert")).to_contain_text(said)
    notebook.page.get_by_role("link", name="Ce n’est pas moi").click()
    notebook.touch_name("Basile")
    notebook.touch_pictures(secret_of(pupil.classroom.pupils.get(public_name="Basile")))
    expect(notebook.heading).to_have_text("Mes missions")


def test_no_token_is_in_the_tabs_storage_and_closing_the_notebook_forgets_who_was_there(notebook, pupil):
    notebook.open_with_card()
    assert notebook.page.evaluate("[sessionStorage.length, localStorage.length]") == [1, 0]
    assert notebook.page.evaluate("sessionStorage.getItem('carnet')") == str(pupil.pk)
    notebook.page.get_by_role("button", name="Fermer mon carnet").click()
    expect(notebook.heading).to_have_text("Qui es-tu ?")
    assert notebook.page.evaluate("sessionStorage.length") == 0
    notebook.open("#/missions")
    expect(notebook.heading).to_have_text("Qui es-tu ?")


def test_reloading_keeps_the_pupil_in_and_the_place(notebook, assign):
    assign()
    notebook.open_with_card()
    notebook.start()
    notebook.page.reload()
    expect(notebook.page.locator("[data-question]")).to_be_visible()
