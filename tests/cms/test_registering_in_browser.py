"""Register, confirm, be read, be found, change, be paused, come back: by touch without a script, by keyboard alone."""

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from cms.registering.placing import point_of
from investigations.directory.models import CitizenProject, Registration
from tests.browser import LAPTOP, PHONE
from tests.classrooms.screens import signed_in
from tests.cms.registering import EMAIL, code_in_letter
from tests.investigations.directory.test_geocoding import RIVOLI, collection
from tests.investigations.factories import CitizenProjectFactory
from tests.services import serving

pytestmark = pytest.mark.browser
NAME = "Le Verger du Passage"
FOCUSED = "element => element === document.activeElement"


class Touch:
    def __init__(self, page):
        self.page = page

    def write(self, label, words):
        self.page.get_by_label(label).fill(words)

    def tick(self, box):
        box.check()

    def choose(self, group, answer):
        group.get_by_label(answer).check()

    def press(self, role, name):
        self.page.get_by_role(role, name=name).first.click()


class Keyboard(Touch):
    """Whatever is used was reached by the tabulator."""

    def reach(self, target):
        target = target.first
        expect(target).to_be_visible()
        # Found once: to find it by its role before each key takes most of the time.
        element = target.element_handle()
        for _turn in range(120):
            if element.evaluate(FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"out of the keyboard’s reach: {target}")

    def write(self, label, words):
        self.reach(self.page.get_by_label(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def tick(self, box):
        self.reach(box)
        self.page.keyboard.press("Space")

    def choose(self, group, answer):
        self.reach(group.get_by_role("radio", checked=True))
        while not group.get_by_label(answer).is_checked():
            self.page.keyboard.press("ArrowDown")

    def press(self, role, name):
        self.reach(self.page.get_by_role(role, name=name))
        self.page.keyboard.press("Enter")


@pytest.fixture
def base(settings):
    with serving(lambda path: (200, {"Content-Type": "application/json"}, collection(RIVOLI))) as service:
        settings.GEOCODING_URL = f"{service.address}/geocodage"
        yield service


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


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def fill_in(hand, page, look):
    hand.press("link", "Inscrivez-le")
    look("Inscrire un projet citoyen")
    hand.press("button", "Commencer")
    look("Le projet")
    hand.press("button", "Continuer")
    expect(page.get_by_role("alert")).to_contain_text("Écrivez le nom du projet")
    look()
    hand.write("Le nom du projet", NAME)
    hand.write("Ce que vous faites, en une phrase", "Douze pommiers que la rue arrose.")
    hand.tick(page.get_by_label("Écologie"))
    hand.press("button", "Continuer")
    heading(page, "Le lieu")
    hand.write("Le numéro et la rue", "10 rue de Rivoli")
    hand.press("button", "Revenir en arrière")
    expect(page.get_by_label("Le nom du projet")).to_have_value(NAME)
    hand.press("button", "Continuer")
    expect(page.get_by_label("Le numéro et la rue")).to_have_value("10 rue de Rivoli")
    hand.write("Le code postal", "75004")
    hand.write("La commune", "Paris")
    look("Le lieu")
    hand.press("button", "Continuer")
    look("Est-ce bien là ?")
    if isinstance(hand, Keyboard):
        hand.reach(page.get_by_role("button", name="Épingle du projet"))
        page.keyboard.press("ArrowUp")
        expect(page.get_by_text("Épingle déplacée de 5 m.")).to_be_visible()
        page.keyboard.press("Shift+ArrowRight")
        expect(page.get_by_text("Épingle déplacée de 50 m.")).to_be_visible()
    hand.press("button", "C’est bien là")
    look("Est-ce déjà ici ?")
    hand.press("link", "C’est le mien")
    look("C’est le mien")
    hand.press("link", "Revenir en arrière")
    hand.press("button", "Ce n’est pas le même")
    look("Accueillir une classe")
    hand.tick(page.get_by_label("Des classes peuvent venir enquêter"))
    hand.tick(page.get_by_label("CM1"))
    hand.choose(page.get_by_role("group", name="Y a-t-il des toilettes"), "Oui")
    hand.press("button", "Continuer")
    look("Vos besoins, vos liens")
    hand.write("Avez-vous besoin de bras", "Deux personnes en août")
    hand.press("button", "Continuer")
    look("Une image")
    hand.press("button", "Continuer")
    look("Vous joindre")
    hand.write("Votre nom", "Noor Haddad")
    hand.write("Votre adresse e-mail", EMAIL)
    hand.press("button", "Recevoir le code")
    look("Confirmer votre adresse")
    assert not CitizenProject.objects.filter(live=False).exists()


def approve(page, site):
    """An editor opens what waits, reads, and says yes."""
    session = signed_in(editor=True).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.goto(reverse("entries:queue"))
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("button", name="Approuver").click()
    expect(page.get_by_text("Aucune fiche n’attend")).to_be_visible()


@pytest.mark.parametrize(("size", "hand_of"), [(PHONE, Touch), (LAPTOP, Keyboard)], ids=["phone", "keyboard"])
def test_a_holder_does_it_all(page_of, site, base, axe, size, hand_of):
    CitizenProjectFactory(name="Verger du Passage", slug="verger", latitude=48.85557, longitude=2.35985)
    script = hand_of is Keyboard
    page = page_of(site, size, script=script)
    hand = hand_of(page)

    def look(words=None):
        if words:
            heading(page, words)
        # A click doesn't wait for the style sheets.
        page.wait_for_load_state("load")
        for width in [PHONE, LAPTOP] if script else []:
            page.set_viewport_size(width)
            assert page.locator("html").evaluate("element => element.scrollWidth <= innerWidth"), page.url
        if script:
            axe(page)

    page.goto(reverse("projects"))
    fill_in(hand, page, look)
    placed = point_of(Registration.objects.get())
    where = (48.855611, 2.360530) if script else (48.855566, 2.359847)
    assert (placed["latitude"], placed["longitude"]) == pytest.approx(where, abs=2e-6)
    hand.write("Le code à six chiffres", "non")
    hand.press("button", "Envoyer ma fiche")
    expect(page.get_by_role("alert")).to_contain_text("pas le bon")
    look()
    hand.write("Le code à six chiffres", code_in_letter())
    hand.press("button", "Envoyer ma fiche")
    look("Merci, votre fiche est arrivée")
    hand.press("link", "Ouvrir ma fiche")
    look(NAME)
    expect(page.get_by_text("La fiche attend la Rédaction")).to_be_visible()
    approve(page_of(site, LAPTOP, script=True), site)
    page.goto(reverse("projects"))
    hand.press("link", NAME)
    heading(page, NAME)
    page.goto(reverse("holder"))
    hand.press("link", "Modifier la fiche")
    hand.write("Le nom du projet", "")
    hand.press("button", "Enregistrer")
    expect(page.get_by_role("alert")).to_contain_text("Écrivez le nom du projet")
    look()
    hand.press("link", "Le nom du projet")
    expect(page.get_by_label("Le nom du projet")).to_be_in_viewport()
    hand.write("Le nom du projet", "Le Grand Verger")
    hand.write("Quand est-ce ouvert", "Samedi, 10 h")
    hand.press("button", "Enregistrer")
    expect(page.get_by_text("relus avant de paraître")).to_be_visible()
    hand.press("link", "Votre fiche est publiée")
    heading(page, NAME)
    expect(page.get_by_text("Samedi, 10 h")).to_be_visible()
    page.goto(reverse("holder"))
    ways = hand.page.locator("summary", has_text="Tout ce que vous pouvez faire")
    if ways.is_visible():  # folded on a phone
        ways.click()
    hand.press("link", "Mettre en pause")
    look()
    hand.press("button", "Mettre en pause")
    expect(page.get_by_text("En pause : le public ne voit pas cette fiche.")).to_be_visible()
    assert CitizenProject.objects.live().count() == 1
    for name in ["people", "delete"] if script else []:
        page.goto(reverse(f"holder_{name}", args=[CitizenProject.objects.get(paused_at__isnull=False).pk]))
        look()
    # Another day: out, in again by a code, and back.
    page.goto(reverse("holder"))
    hand.press("button", "Partir de cet espace")
    look("Ouvrir ma fiche")
    mail.outbox.clear()
    hand.write("Votre adresse e-mail", EMAIL)
    hand.press("button", "M’envoyer le code")
    look("Regardez vos e-mails")
    hand.write("Le code à six chiffres", code_in_letter())
    hand.press("button", "Entrer")
    hand.press("link", "Finir la pause")
    hand.press("button", "Finir la pause")
    expect(page.get_by_role("link", name="Votre fiche est publiée")).to_be_visible()
    assert CitizenProject.objects.live().count() == 2
