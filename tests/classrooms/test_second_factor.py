"""Where a second factor is demanded, nobody edits the site with a password alone."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import text_of

pytestmark = pytest.mark.django_db
PASSWORD = "un-bon-mot-de-passe"
SETUP, ADMIN, SHOW = "/compte/2fa/totp/activate/", "/admin/", "/compte/2fa/reauthenticate/"
# One of each kind: home, pages, snippets, our own screens, choosers, reports, files, bulk actions.
DOORS = [
    ADMIN, "/admin/pages/", "/admin/snippets/directory/citizenproject/", "/admin/reports/site-history/",
    "/admin/users/",
    "/admin/choose-page/", "/admin/images/", "/admin/recits/retraits/", "/admin/api/main/pages/", "/admin/sprite/",
    "/admin/nowhere/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def demanded(settings, monkeypatch):
    settings.MFA_DEMANDED = True
    # As on a site, before the answer goes out: the transaction around a test never ends.
    monkeypatch.setattr(transaction, "on_commit", lambda do, **options: do())


def sign_in(user):
    client = Client()
    client.post("/compte/login/", {"login": user.email, "password": PASSWORD})
    return client


def code_of(secret):
    cache.clear()  # a code is good once; the next one would come half a minute later
    return format_hotp_value(hotp_value(secret, next(counters())))


def set_up(client):
    secret = re.search(r'account__key">([A-Z2-7]+)<', text_of(client.get(SETUP)))[1]
    return secret, client.post(SETUP, {"code": code_of(secret)}, follow=True)


@pytest.mark.parametrize("who", ["editor", "admin"])
@pytest.mark.parametrize("path", DOORS)
def test_nothing_of_the_admin_answers_before_it_is_set_up(who, path):
    client = sign_in(UserFactory(password=PASSWORD, **{who: True}))
    for answer in (client.get(path), client.post(path)):
        assert (answer.status_code, answer.headers["Location"]) == (302, SETUP)


def test_an_editor_sets_it_up_without_typing_the_password_twice_and_goes_on():
    client = sign_in(UserFactory(editor=True, password=PASSWORD))
    _, codes = set_up(client)
    assert codes.request["PATH_INFO"] == "/compte/2fa/recovery-codes/"
    assert len(re.findall(r"<code>\d{8}</code>", text_of(codes))) == 10
    assert 'href="/admin/"' in codes.content.decode()
    assert client.get(ADMIN).status_code == 200


def test_a_wrong_code_sets_nothing_up():
    client = sign_in(UserFactory(editor=True, password=PASSWORD))
    client.get(SETUP)
    assert "field__error" in client.post(SETUP, {"code": "12"}).content.decode()
    assert not Authenticator.objects.exists()


def test_from_then_on_a_password_is_half_of_the_way():
    user = UserFactory(editor=True, password=PASSWORD)
    secret, _ = set_up(sign_in(user))
    client = sign_in(user)
    assert client.get(ADMIN).headers["Location"].startswith("/compte/login/")
    client.post("/compte/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get(ADMIN).status_code == 200


def test_a_code_that_was_seen_over_a_shoulder_is_good_no_second_time():
    user = UserFactory(editor=True, password=PASSWORD)
    secret, _ = set_up(sign_in(user))
    code, first, second = code_of(secret), sign_in(user), sign_in(user)
    for client in (first, second):
        client.post("/compte/2fa/authenticate/", {"code": code})
    assert first.get(ADMIN).status_code == 200
    assert second.get(ADMIN).status_code == 302


def test_a_code_to_fall_back_on_opens_once():
    user = UserFactory(editor=True, password=PASSWORD)
    _, page = set_up(sign_in(user))
    code, first, second = re.search(r"<code>(\d{8})</code>", text_of(page))[1], sign_in(user), sign_in(user)
    for client in (first, second):
        client.post("/compte/2fa/authenticate/", {"code": code})
    assert first.get(ADMIN).status_code == 200
    assert second.get(ADMIN).status_code == 302


@pytest.mark.parametrize("path", [ADMIN, "/compte/2fa/recovery-codes/generate/", "/compte/password/change/"])
def test_a_session_from_before_shows_the_factor_first(path):
    user = UserFactory(editor=True, password=PASSWORD)
    before = sign_in(user)
    secret, _ = set_up(sign_in(user))
    assert before.get(path).headers["Location"].startswith(f"{SHOW}?next=")
    before.post(f"{SHOW}?next={ADMIN}", {"code": code_of(secret), "next": ADMIN})
    assert before.get(path).status_code in {200, 302}
    assert before.get(ADMIN).status_code == 200


def test_it_cannot_be_switched_off_again():
    client = sign_in(UserFactory(editor=True, password=PASSWORD))
    set_up(client)
    assert "totp/deactivate" not in client.get("/compte/2fa/").content.decode()
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/compte/2fa/totp/deactivate/")
    assert "il ne s’arrête pas" in text_of(answer)
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_who_lost_everything_begins_again_and_old_sessions_with_them():
    user = UserFactory(editor=True, password=PASSWORD)
    old = sign_in(user)
    set_up(old)
    call_command("forget_second_factor", user.email.upper())
    new = sign_in(user)
    set_up(new)
    assert new.get(ADMIN).status_code == 200
    assert old.get(ADMIN).headers["Location"].startswith(SHOW)
    with pytest.raises(CommandError):
        call_command("forget_second_factor", "personne@ailleurs.example")


def test_wagtails_other_door_takes_no_password():
    user = UserFactory(editor=True, password=PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    answer = client.post("/_util/login/", {"username": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


def test_teachers_are_offered_one_and_may_do_without():
    client = sign_in(UserFactory(teacher=True, password=PASSWORD))
    assert client.get(ADMIN).status_code == 200
    set_up(client)
    assert "totp/deactivate" in client.get("/compte/2fa/").content.decode()


def test_where_it_is_not_demanded_a_password_will_do(settings):
    settings.MFA_DEMANDED = False
    assert sign_in(UserFactory(admin=True, password=PASSWORD)).get(ADMIN).status_code == 200
