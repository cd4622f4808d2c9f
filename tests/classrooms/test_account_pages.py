"""The pages of an account speak as the rest of the site does, and none of their parts is stopped by our policy."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in, text_of

pytestmark = pytest.mark.django_db
PASSWORD = "un-long-mot-de-passe"
# What the library says by itself, in its own French.
CLUMSY = re.compile(
    r"jeton|réauthentif|Êtes-vous sûr|Réinitialis|spam|associées à votre compte|défini\.|deux facteurs|code spécial"
)
FOR_ALL = [
    ("account_request_login_code", "Recevoir un code"),
    ("account_reset_password", "Mot de passe oublié"),
    ("account_reset_password_done", "Regardez vos e-mails"),
    ("account_reset_password_from_key_done", "Votre mot de passe est changé"),
    ("account_signup", "Un compte s’ouvre sur invitation"),
    ("account_inactive", "Ce compte est fermé"),
    ("account_email_verification_sent", "Regardez vos e-mails"),
]
FOR_ADULTS = [
    ("account_email", "Vos adresses e-mail"),
    ("account_logout", "Se déconnecter"),
    ("account_reauthenticate", "Est-ce bien vous ?"),
    ("account_change_password", "Changer de mot de passe"),
    ("mfa_index", "Protéger mon compte"),
]


@pytest.fixture
def teacher():
    """Signed in by password, as the pages about the second factor ask."""
    user, client = UserFactory(teacher=True), Client()
    user.set_password(PASSWORD)
    user.save()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize(("name", "title"), FOR_ALL)
def test_pages_for_who_is_not_signed_in(name, title):
    page = text_of(Client().get(reverse(name)))
    assert f"<h1>{title}</h1>" in page
    assert not CLUMSY.search(page)


@pytest.mark.parametrize(("name", "title"), FOR_ADULTS)
def test_pages_for_who_is_signed_in(teacher, name, title):
    page = text_of(teacher.get(reverse(name)))
    assert f"<h1>{title}</h1>" in page
    assert not CLUMSY.search(page)


def test_a_dead_link_says_how_to_get_another():
    page = text_of(Client().get(reverse("account_reset_password_from_key", args=["1", "set-password"])))
    assert "Ce lien ne s’ouvre plus" in page
    assert f'href="{reverse("account_reset_password")}"' in page


def test_who_has_only_codes_may_choose_a_password():
    user = UserFactory(teacher=True)
    user.set_unusable_password()
    user.save()
    assert "<h1>Choisir un mot de passe</h1>" in text_of(signed_in(user).get(reverse("account_set_password")))


def test_the_square_to_scan_is_part_of_the_page(teacher):
    page = text_of(teacher.get(reverse("mfa_activate_totp")))
    assert "<h1>Mettre l’application en service</h1>" in page
    assert re.search(r'role="img" aria-label="Carré à scanner[^>]*><svg ', page)
    assert "data:" not in page
    assert " style=" not in page


def test_who_signed_in_a_while_ago_is_asked_again_before_a_factor_is_set_up(teacher):
    session = teacher.session
    session["account_authentication_methods"][-1]["at"] -= 600
    session.save()
    asked = teacher.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert "<svg " in text_of(teacher.post(asked.url, {"password": PASSWORD}, follow=True))
