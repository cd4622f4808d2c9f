"""Finding a project by keyboard alone, on a phone and on a laptop, with a map and without any script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import LAPTOP, PHONE, TABLET
from tests.investigations.factories import CitizenProjectFactory
from tests.services import serving

pytestmark = pytest.mark.browser
TOWN_HALL = "48.857,2.352"


@pytest.fixture
def three(transactional_db):
    for name, lat in [("Zoé répare", 48.8588), ("Le verger", 48.884), ("Au loin", 49.127)]:
        CitizenProjectFactory(name=name, latitude=lat, longitude=2.3522)


@pytest.fixture
def quiet(page):
    """Nothing that the policy had to stop, and no script that stumbles."""
    faults = []
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert not faults


def names(page):
    return page.locator(".project-card__name").all_inner_texts()


def pins(page):
    return page.locator(".leaflet-marker-pane [role=button]")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_by_keyboard_from_a_word_to_the_nearest_project_and_back_to_the_map(quiet, site, three, size):
    quiet.set_viewport_size(size)
    quiet.goto(site + reverse("projects") + f"?de={TOWN_HALL}")
    assert names(quiet) == ["Zoé répare", "Le verger", "Au loin"]
    quiet.get_by_label("Distance").focus()
    for _kilometres in (1, 2, 5):
        quiet.keyboard.press("ArrowDown")
    quiet.get_by_role("searchbox", name="Mots").focus()
    quiet.keyboard.type("JARDIN")
    quiet.keyboard.press("Enter")
    expect(quiet).to_have_url(re.compile("q=JARDIN.*rayon=5"))
    assert names(quiet) == ["Zoé répare", "Le verger"]
    expect(pins(quiet)).to_have_count(2)
    quiet.get_by_role("link", name="Le verger").press("Enter")
    expect(quiet.get_by_role("heading", name="Le verger")).to_be_visible()


def test_the_maps_buttons_follow_the_list_and_open_a_link(quiet, site, three):
    quiet.set_viewport_size(LAPTOP)
    quiet.goto(site + reverse("projects") + f"?de={TOWN_HALL}")
    expect(pins(quiet)).to_have_count(3)
    assert [pin.get_attribute("aria-label") for pin in pins(quiet).all()] == names(quiet)
    pins(quiet).first.focus()
    quiet.keyboard.press("Enter")
    expect(quiet.locator(".leaflet-popup a[href^='/projets/']")).to_be_focused()
    quiet.keyboard.press("Escape")
    expect(pins(quiet).first).to_be_focused()
    quiet.keyboard.press("Enter")
    quiet.keyboard.press("Enter")
    expect(quiet.get_by_role("heading", name="Zoé répare")).to_be_visible()


def test_a_moved_map_offers_to_search_there(quiet, site, three):
    quiet.goto(site + reverse("projects") + f"?q=jardin&de={TOWN_HALL}")
    here = quiet.get_by_role("link", name="Chercher ici")
    expect(here).to_be_hidden()
    quiet.get_by_role("button", name="Agrandir").click()
    here.click()
    expect(quiet).to_have_url(re.compile(r"\?q=jardin&de=\d+\.\d{3}%2C\d\.\d{3}$"))


def test_around_me_asks_only_when_pressed_and_writes_three_decimals(quiet, site, three):
    quiet.context.grant_permissions(["geolocation"])
    quiet.context.set_geolocation({"latitude": 48.8839123, "longitude": 2.3522456})
    quiet.goto(site + reverse("projects"))
    quiet.get_by_label("Près de").fill("ailleurs")
    quiet.get_by_role("button", name="Autour de moi").click()
    expect(quiet).to_have_url(re.compile(r"de=48\.884%2C2\.352(&|$)"))
    assert names(quiet)[0] == "Le verger"


def test_who_refuses_is_told_what_to_do(quiet, site, three):
    quiet.goto(site + reverse("projects"))
    quiet.get_by_role("button", name="Autour de moi").click()
    expect(quiet.get_by_text("Tapez une commune ou un code postal")).to_be_visible()


def test_without_a_script_the_page_is_whole(browser, site, three):
    context = browser.new_context(java_script_enabled=False, locale="fr-FR", viewport=PHONE)
    page = context.new_page()
    page.goto(site + reverse("projects"))
    expect(page.get_by_role("button", name="Autour de moi")).to_be_hidden()
    expect(page.locator("[data-project-map]")).to_be_hidden()
    page.get_by_label("Près de").fill("12 rue du Jardin, 75004")
    page.get_by_label("Distance").select_option("5")
    page.get_by_role("button", name="Chercher").last.click()
    assert "75004" in page.url
    expect(page.get_by_text("les distances partent du milieu de 75004 Paris")).to_be_visible()
    context.close()


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(page, site, three, axe):
    for size in [PHONE, TABLET, LAPTOP]:
        page.set_viewport_size(size)
        for asked in [f"?de={TOWN_HALL}", "?q=zzzz&rayon=1&de=48.857,2.352&avec=classes", "?lieu=Brest&q=jardain"]:
            page.goto(site + reverse("projects") + asked)
            if asked.startswith("?de="):
                expect(pins(page)).not_to_have_count(0)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_ground_comes_from_our_own_address_with_its_source(quiet, site, three, settings, tmp_path):
    from tests.cms.test_tiles import picture

    with serving(lambda path: (200, {"Content-Type": "image/png"}, picture())) as service:
        settings.TILES_URL, settings.TILES_DIR = service.address + "/{z}/{x}/{y}", tmp_path
        settings.MAP_TILES_URL = "/tuiles/{z}/{x}/{y}.png"
        quiet.goto(site + reverse("projects"))
        expect(quiet.locator("img.leaflet-tile-loaded").first).to_be_visible()
        expect(quiet.get_by_text("© IGN, Plan IGN")).to_be_visible()
        assert service.asked
        service.reply = lambda path: (500, {}, b"")
        quiet.get_by_role("button", name="Réduire").click()
        expect(quiet.locator("img.leaflet-tile")).to_have_count(0)
        expect(pins(quiet).first).to_be_visible()
