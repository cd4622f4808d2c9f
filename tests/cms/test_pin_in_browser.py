"""The pin is moved with the keyboard alone, on a phone's screen; the pages in between read well to everybody."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.registering.placing import point_of
from investigations.directory.models import CitizenProject, Registration
from tests.browser import PHONE
from tests.investigations.directory.test_geocoding import RIVOLI, collection
from tests.investigations.factories import CitizenProjectFactory
from tests.services import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def base(settings):
    with serving(lambda path: (200, {"Content-Type": "application/json"}, collection(RIVOLI))) as service:
        settings.GEOCODING_URL = f"{service.address}/geocodage"
        yield service


def test_a_pin_is_moved_by_its_arrow_keys_and_pages_are_read_by_everybody(page, site, base, axe):
    CitizenProjectFactory(name="Verger du Passage", slug="verger", latitude=48.85557, longitude=2.35985)
    page.set_viewport_size(PHONE)

    def look(heading):
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        page.wait_for_load_state("load")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    page.goto(site + reverse("register"))
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Le nom du projet").fill("Le Verger du Passage")
    page.get_by_label("Ce que vous faites, en une phrase").fill("Douze pommiers.")
    expect(page.get_by_text("Gardé.")).to_be_visible()
    page.get_by_label("Écologie").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Le numéro et la rue").fill("10 rue de Rivoli")
    page.get_by_label("Le code postal").fill("75004")
    page.get_by_label("La commune").fill("Paris")
    page.get_by_role("button", name="Continuer").click()
    look("Est-ce bien là ?")
    pin = page.get_by_role("button", name="Épingle du projet")
    pin.focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Épingle déplacée de 5 m.")).to_be_visible()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text("Épingle déplacée de 50 m.")).to_be_visible()
    page.get_by_role("button", name="C’est bien là").press("Enter")
    look("Est-ce déjà ici ?")
    placed = point_of(Registration.objects.get())
    assert placed["point_from"] == "pin"
    assert (placed["latitude"], placed["longitude"]) == pytest.approx((48.855611, 2.360530), abs=2e-6)
    page.get_by_role("link", name="C’est le mien").click()
    look("C’est le mien")
    page.goto(site + reverse("register_picture"))
    look("Une image")
    assert CitizenProject.objects.count() == 1
