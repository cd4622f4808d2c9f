"""Keys of adults: what a stranger learns from asking for one, how long one is good, and what a new one ends."""

import re

import pytest
from django.conf import settings as house
from django.contrib.auth.hashers import Argon2PasswordHasher, MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from classrooms.tasks import send_letter
from tests.classrooms.factories import UserFactory
from tests.workshop.test_doors import DOOR, PASSWORD, ask_code, is_in, knock
from workshop.settings import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return UserFactory(teacher=True, password=PASSWORD)


KNOWN_AND_NOT = [
    (DOOR, {"password": "faux"}, "login"),
    ("/compte/login/code/", {}, "email"),
    ("/compte/password/reset/", {}, "email"),
]


def work_of(path, form, monkeypatch):
    """What the site does while somebody waits for the answer: hashes, questions to the database, tasks handed over."""
    hashes, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashes.append(given) or encode(*given))
    client, sent, tasks = Client(), len(mail.outbox), DBTaskResult.objects.count()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(path, form)
    shapes = [
        (query["sql"].split()[0], *re.findall(r'(?:FROM|INTO|UPDATE) "(\w+)"', query["sql"])) for query in queries
    ]
    said = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    letters = DBTaskResult.objects.count() - tasks
    assert len(mail.outbox) == sent  # the mail server comes after the answer
    return {
        "hashes": len(hashes), "queries": shapes, "letters": letters, "status": answer.status_code,
        "to": answer.headers.get("Location"), "page": said.replace(form.get("login") or form.get("email"), "…"),
    }  # fmt: skip


@pytest.mark.parametrize(("path", "form", "name"), KNOWN_AND_NOT)
@pytest.mark.parametrize("kind", ["password", "codes", "left"])
def test_an_unknown_address_costs_the_same_work_and_gets_the_same_answer(
    teacher, settings, monkeypatch, path, form, name, kind
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    if kind != "password":
        teacher.set_unusable_password()
        teacher.is_active = kind != "left"
        teacher.save()
    known = work_of(path, {**form, name: teacher.email}, monkeypatch)
    unknown = work_of(path, {**form, name: "personne@ailleurs.example"}, monkeypatch)
    assert known == unknown
    assert known["letters"] == (0 if path == DOOR else 1)
    assert known["hashes"] == (1 if path == DOOR else 0)


def test_a_letter_waits_sealed_and_the_worker_sends_it(client, teacher, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    client.post("/compte/login/code/", {"email": teacher.email})
    waiting = DBTaskResult.objects.get()
    assert teacher.email not in str(waiting.args_kwargs)
    assert not mail.outbox
    send_letter.call(*waiting.args_kwargs["args"])
    assert mail.outbox[0].to == [teacher.email]
    assert mail.outbox[0].body not in str(waiting.args_kwargs)


def test_passwords_are_kept_as_argon2():
    assert base.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert Argon2PasswordHasher().encode(PASSWORD, "0123456789abcdef").startswith("argon2$argon2id$")


class TestCodes:
    def enter(self, client, code):
        client.post("/compte/login/code/confirm/", {"code": code})
        return is_in(client)

    def test_a_code_is_good_for_a_quarter_of_an_hour(self, client, teacher):
        code = ask_code(client, teacher.email)
        self.older(client, minutes=14)
        assert self.enter(client, code)

    def test_a_code_that_waited_longer_is_good_no_more(self, client, teacher):
        code = ask_code(client, teacher.email)
        self.older(client, minutes=16)
        assert not self.enter(client, code)

    def older(self, client, *, minutes):
        session = client.session
        session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= minutes * 60
        session.save()

    def test_three_wrong_ones_end_it_known_or_not(self, client, teacher):
        code = ask_code(client, teacher.email)
        stranger = Client()
        stranger.post("/compte/login/code/", {"email": "personne@ailleurs.example"})
        for _ in range(3):
            answers = [c.post("/compte/login/code/confirm/", {"code": "AAAA-AAAA"}) for c in (client, stranger)]
            assert answers[0].status_code == answers[1].status_code
            assert answers[0].headers.get("Location") == answers[1].headers.get("Location")
        assert not self.enter(client, code)

    def test_a_link_for_another_password_works_once_and_for_as_long(self, client, teacher):
        client.post("/compte/password/reset/", {"email": teacher.email})
        link = re.search(r"http://testserver(/compte/password/reset/key/\S+)", mail.outbox[-1].body)[1]
        form = client.get(link).headers["Location"]
        client.post(form, {"password1": "un-autre-bon-secret", "password2": "un-autre-bon-secret"})
        assert "Ce lien ne s’ouvre plus" in Client().get(link, follow=True).content.decode()
        assert house.PASSWORD_RESET_TIMEOUT == 15 * 60


@pytest.mark.parametrize("way", ["changed", "reset", "by an administrator"])
def test_other_sessions_end_when_the_password_changes(client, teacher, way):
    elsewhere = Client()
    for each in (client, elsewhere):
        knock(each, teacher.email, PASSWORD)
    assert elsewhere.get("/admin/").status_code == 200
    new = {"password1": "un-autre-bon-secret", "password2": "un-autre-bon-secret"}
    if way == "changed":
        client.post("/compte/password/change/", {"oldpassword": PASSWORD, **new})
        assert client.get("/admin/").status_code == 200
    elif way == "reset":
        Client().post("/compte/password/reset/", {"email": teacher.email})
        link = re.search(r"http://testserver(/compte/password/reset/key/\S+)", mail.outbox[-1].body)[1]
        stranger = Client()
        stranger.post(stranger.get(link).headers["Location"], new)
    else:
        admin = Client()
        admin.force_login(UserFactory(admin=True), backend="allauth.account.auth_backends.AuthenticationBackend")
        form = {"email": teacher.email, "first_name": "Zoé", "last_name": "M.", "is_active": "on"}
        assert admin.post(f"/admin/users/edit/{teacher.pk}/", {**form, **new}).status_code == 302
    assert elsewhere.get("/admin/").headers["Location"].startswith(DOOR)
