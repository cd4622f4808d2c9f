"""Register, confirm, be read, be found, edit, be paused, come back: on a phone, with the keyboard, without a script."""

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import WorkflowState

from investigations.directory.models import CitizenProject
from tests.browser import LAPTOP, PHONE
from tests.classrooms.factories import UserFactory
from tests.cms.registering import EMAIL, code_in_letter

pytestmark = pytest.mark.browser


@pytest.fixture
def page_of(browser):
    """A page in a context of its own, closed when the site has stopped; no script is a reader who forbids it."""
    contexts = []

    def open_page(site, size, *, script):
        contexts.append(browser.new_context(viewport=size, java_script_enabled=script, locale="fr-FR", base_url=site))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def fill_in(page):
    page.goto(reverse("projects"))
    page.get_by_role("link", name="Inscrivez-le").click()
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Le nom du projet").fill("Le Verger du Passage")
    page.get_by_label("Ce que vous faites, en une phrase").fill("Douze pommiers que la rue arrose.")
    page.get_by_label("Écologie").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Étape 2 sur 5")).to_be_visible()
    page.get_by_label("Le numéro et la rue").fill("8 passage des Pommes")
    page.get_by_role("button", name="Revenir en arrière").click()
    expect(page.get_by_label("Le nom du projet")).to_have_value("Le Verger du Passage")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_label("Le numéro et la rue")).to_have_value("8 passage des Pommes")
    page.get_by_label("Le code postal").fill("75019")
    page.get_by_label("La commune").fill("Paris")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer sans épingle").click()
    page.get_by_label("Des classes peuvent venir enquêter").check()
    page.get_by_label("CM1").check()
    page.get_by_role("group", name="Y a-t-il des toilettes").get_by_label("Oui").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Avez-vous besoin de bras").fill("Deux personnes en août")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Votre nom").fill("Noor Haddad")
    page.get_by_label("Votre adresse e-mail").fill(EMAIL)
    page.get_by_role("button", name="Recevoir le code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirmer votre adresse")


def enter(page):
    page.goto(reverse("holder"))
    page.get_by_label("Votre adresse e-mail").fill(EMAIL)
    page.get_by_role("button", name="M’envoyer le code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez vos e-mails")
    page.get_by_label("Le code à six chiffres").fill(code_in_letter())
    page.get_by_role("button", name="Entrer").click()


def test_a_holder_does_it_all_on_a_phone_without_a_script(page_of, site):
    editor, page = UserFactory(editor=True), page_of(site, PHONE, script=False)
    fill_in(page)
    page.get_by_label("Le code à six chiffres").fill(code_in_letter())
    page.get_by_role("button", name="Envoyer ma fiche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, votre fiche est arrivée")
    WorkflowState.objects.get().current_task_state.approve(user=editor)
    page.goto(reverse("projects"))
    expect(page.get_by_role("link", name="Le Verger du Passage")).to_be_visible()
    enter(page)
    page.get_by_role("link", name="Modifier la fiche").click()
    page.get_by_label("Quand est-ce ouvert").fill("Samedi, 10 h")
    page.get_by_label("Le nom du projet").fill("Le Grand Verger")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("relus avant de paraître")).to_be_visible()
    page.get_by_role("link", name="Votre fiche est publiée").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le Verger du Passage")
    expect(page.get_by_text("Samedi, 10 h")).to_be_visible()
    page.goto(reverse("holder"))
    page.get_by_role("link", name="Mettre en pause").click()
    page.get_by_role("button", name="Mettre en pause").click()
    expect(page.get_by_text("En pause : le public ne voit pas cette fiche.")).to_be_visible()
    page.get_by_role("link", name="Finir la pause").click()
    page.get_by_role("button", name="Finir la pause").click()
    page.get_by_role("button", name="Partir de cet espace").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrir ma fiche")
    assert CitizenProject.objects.live().get().name == "Le Verger du Passage"


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_page_reads_well_to_everybody(page_of, site, axe, size):
    UserFactory(editor=True)
    page = page_of(site, size, script=True)

    def look(heading=None):
        if heading:
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        # A click doesn't wait for the style sheets.
        page.wait_for_load_state("load")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    page.goto(reverse("register"))
    look()
    page.get_by_role("button", name="Commencer").click()
    for step in ["projet", "lieu", "accueil", "besoins", "contact"]:
        page.goto(reverse("register_step", args=[step]))
        look()
        page.goto(f"{reverse('register_step', args=[step])}?corriger=1")
        look()
    page.goto(reverse("register"))
    page.get_by_role("button", name="Effacer").click()
    fill_in(page)
    look()
    page.get_by_label("Le code à six chiffres").fill("non")
    page.get_by_role("button", name="Envoyer ma fiche").click()
    expect(page.get_by_role("alert")).to_contain_text("pas le bon")
    look()
    page.get_by_label("Le code à six chiffres").fill(code_in_letter())
    page.get_by_role("button", name="Envoyer ma fiche").click()
    look("Merci, votre fiche est arrivée")
    page.goto(reverse("holder"))
    look()
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Le Verger du Passage")
    project = CitizenProject.objects.get()
    for name in ["entry", "change", "pause", "people", "delete"]:
        page.goto(reverse(f"holder_{name}", args=[project.pk]))
        look()
    page.goto(reverse("holder_change", args=[project.pk]))
    page.get_by_label("Le nom du projet").fill("")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Écrivez le nom du projet")
    look()
    page.get_by_role("alert").get_by_role("link", name="Le nom du projet").press("Enter")
    expect(page.get_by_label("Le nom du projet")).to_be_in_viewport()


def test_a_step_is_filled_in_with_the_keyboard_alone(page_of, site):
    page = page_of(site, LAPTOP, script=True)
    page.goto(reverse("register"))
    page.get_by_role("button", name="Commencer").press("Enter")
    page.get_by_label("Le nom du projet").focus()
    page.keyboard.type("Le Verger du Passage")
    page.keyboard.press("Tab")
    page.keyboard.type("Douze pommiers.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Continuer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Étape 2 sur 5")).to_be_visible()
    assert not mail.outbox
