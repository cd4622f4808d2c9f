"""The public pages in Chromium: for everybody's eyes, ears and thumbs, and from our own host only."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import LAPTOP, PHONE
from tests.cms.stories import published_story

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(page, site):
    """A page that fails the test for a foreign request or anything the policy had to stop."""
    faults = []
    page.on("request", lambda request: faults.append(request.url) if foreign(request.url, site) else None)
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert not faults


def foreign(address, site):
    return urlsplit(address).scheme in {"http", "https"} and urlsplit(address).netloc != urlsplit(site).netloc


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(page, site, axe):
    page.set_viewport_size(PHONE)
    for address in ["/", reverse("projects"), "/recits/"]:
        page.goto(site + address)
        axe(page)
    story = published_story()
    addresses = [
        "/", "/recits/", "/classes/", story.url, story.get_parent().url, story.project.get_absolute_url(),
        reverse("projects"), reverse("search") + "?q=jardin", reverse("search") + "?q=introuvable", "/nulle-part/",
        reverse("account_login"), reverse("account_request_login_code"),
    ]  # fmt: skip
    for address in addresses:
        page.goto(site + address)
        axe(page)
        assert fits(page), address
    page.set_viewport_size(LAPTOP)
    for address in ["/", story.url, story.project.get_absolute_url(), reverse("projects"), reverse("account_login")]:
        page.goto(site + address)
        axe(page)


def test_a_story_is_found_by_keyboard_and_its_pictures_load(reader, site):
    story = published_story("Le jardin secret")
    reader.goto(site)
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Aller au contenu")).to_be_focused()
    search = reader.get_by_role("searchbox").first
    search.fill("jardin secret")
    search.press("Enter")
    reader.get_by_role("link", name="Le jardin secret").first.press("Enter")
    expect(reader).to_have_url(site + story.url)
    reader.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })")
    seen = "[...document.images].filter((image) => image.checkVisibility())"
    assert reader.wait_for_function(f"() => {seen}.every((image) => image.naturalWidth > 0)")


def test_the_language_can_be_changed_and_changed_back(reader, site):
    reader.goto(site)
    reader.get_by_role("link", name="English").click()
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    expect(reader.get_by_role("link", name="See the projects")).to_be_visible()
    reader.get_by_role("link", name="Français").click()
    expect(reader.locator("html")).to_have_attribute("lang", "fr")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_page_when_the_fonts_do_not_come(page, site, width):
    page.route("**/*.woff2", lambda route: route.abort())
    page.set_viewport_size({"width": width, "height": 800})
    for address in ["/", "/recits/", reverse("account_login")]:
        page.goto(site + address)
        assert fits(page), address


@pytest.mark.parametrize("others", [1, 2, 3])
def test_few_stories_fill_the_width_of_the_front_page(page, site, others):
    for number in range(others + 1):
        published_story(f"Récit {number}")
    page.set_viewport_size(LAPTOP)
    page.goto(site)
    cards = page.locator(".columns .story-card")
    expect(cards).to_have_count(others)
    whole, last = page.locator("main .section").first.bounding_box(), cards.last.bounding_box()
    assert abs(last["x"] + last["width"] - whole["x"] - whole["width"]) < 20
