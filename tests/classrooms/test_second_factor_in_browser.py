"""An editor sets a second factor up, on the phone that has the application."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from playwright.sync_api import expect

from tests.browser import PHONE
from tests.classrooms.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": PHONE, "has_touch": True}


def test_from_sign_in_to_the_admin(site, page, axe, settings):
    settings.MFA_DEMANDED = True
    user = UserFactory(editor=True, password="un-bon-mot-de-passe")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/admin/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Mot de passe").fill("un-bon-mot-de-passe")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mettre l’application en service")
    assert page.get_by_role("link", name="Ouvrir l’application").get_attribute("href").startswith("otpauth://totp/")
    square = page.get_by_role("img", name="Carré à scanner").bounding_box()
    assert square["width"] > 150
    # Before axe, which writes styles into the page itself.
    assert [text for text in complaints if "Content Security Policy" in text] == []
    axe(page)
    secret = page.locator(".account__key").inner_text()
    page.get_by_label("code", exact=False).fill(format_hotp_value(hotp_value(secret, next(counters()))))
    page.get_by_role("button", name="Mettre en service").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos codes de secours")
    expect(page.locator(".account__codes code")).to_have_text([re.compile(r"^\d{8}$")] * 10)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    page.get_by_role("link", name="Continuer").click()
    expect(page).to_have_url(f"{site}/admin/")
