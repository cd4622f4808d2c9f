"""How adults come in: one door, by password or by code, and every other one closed."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.utils import timezone

from tests.classrooms.factories import UserFactory

pytestmark = pytest.mark.django_db
DOOR = "/compte/login/"
PASSWORD = "un-bon-mot-de-passe"


@pytest.fixture
def teacher():
    return UserFactory(teacher=True, password=PASSWORD)


def knock(client, email, password, **extra):
    return client.post(DOOR, {"login": email, "password": password}, **extra)


def ask_code(client, email):
    client.post("/compte/login/code/", {"email": email})
    return re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)[0]


def is_in(client):
    return "_auth_user_id" in client.session


def test_a_password_opens_the_admin(client, teacher):
    response = client.post(f"{DOOR}?next=/admin/", {"login": teacher.email.upper(), "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/admin/"
    assert response.status_code == 200


def test_the_admins_own_sign_in_leads_to_the_one_door(client):
    response = client.get("/admin/login/?next=/admin/reports/")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{DOOR}?next=/admin/reports/"
    assert client.get("/admin/").headers["Location"].startswith(DOOR)


def test_the_admins_own_sign_in_takes_no_password(client, teacher):
    client.post("/admin/login/", {"username": teacher.email, "password": PASSWORD})
    assert not is_in(client)


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/admin/password_reset/done/", "/admin/account/password/"])
def test_wagtails_own_passwords_are_nowhere(client, teacher, path):
    client.force_login(teacher)
    assert client.get(path).status_code == 404


def test_nobody_signs_up_alone(client, django_user_model):
    before = django_user_model.objects.count()
    form = {"email": "moi@ailleurs.example", "password1": "un-tres-long-secret", "password2": "un-tres-long-secret"}
    client.get("/compte/signup/")
    client.post("/compte/signup/", form)
    assert django_user_model.objects.count() == before
    assert not is_in(client)


def test_a_code_by_e_mail_opens_the_door_once(client, teacher):
    code = ask_code(client, teacher.email)
    assert mail.outbox[-1].to == [teacher.email]
    client.post("/compte/login/code/confirm/", {"code": code})
    assert is_in(client)
    client.logout()
    client.post("/compte/login/code/", {"email": teacher.email})
    client.post("/compte/login/code/confirm/", {"code": code})
    assert not is_in(client)


def test_a_code_is_good_in_the_browser_that_asked_for_it_only(client, teacher):
    code = ask_code(client, teacher.email)
    other = type(client)()
    other.post("/compte/login/code/confirm/", {"code": code})
    assert not is_in(other)


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(client, teacher):
    known = client.post("/compte/login/code/", {"email": teacher.email})
    unknown = type(client)().post("/compte/login/code/", {"email": "personne@ailleurs.example"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_a_second_factor_is_on_offer(client, teacher):
    knock(client, teacher.email, PASSWORD)
    page = client.get("/compte/2fa/")
    assert page.status_code == 200
    assert "/compte/2fa/totp/activate/" in page.content.decode()


class TestWrongPasswords:
    def test_five_close_the_door_with_a_sentence_and_a_way_out(self, client, teacher):
        answers = [knock(client, teacher.email, "faux").status_code for _ in range(5)]
        assert answers == [200, 200, 200, 200, 429]
        closed = knock(client, teacher.email, PASSWORD)
        assert closed.status_code == 429
        assert "Trop d’essais" in closed.content.decode()
        assert "/compte/login/code/" in closed.content.decode()
        assert not is_in(client)

    def test_a_colleague_behind_the_same_address_comes_in(self, client, teacher):
        colleague = UserFactory(teacher=True, password=PASSWORD)
        for _ in range(7):
            knock(client, teacher.email, "faux")
        assert knock(client, colleague.email, PASSWORD).status_code == 302
        assert is_in(client)

    def test_a_code_by_e_mail_still_opens(self, client, teacher):
        for _ in range(5):
            knock(client, teacher.email, "faux")
        client.post("/compte/login/code/confirm/", {"code": ask_code(client, teacher.email)})
        assert is_in(client)

    def test_the_right_person_elsewhere_is_not_kept_waiting(self, client, teacher):
        for _ in range(6):
            knock(client, teacher.email, "faux", REMOTE_ADDR="198.51.100.7")
        knock(client, teacher.email, PASSWORD, REMOTE_ADDR="203.0.113.9")
        assert is_in(client)

    def test_capital_letters_give_no_further_tries(self, client, teacher):
        spellings = [teacher.email, teacher.email.upper(), teacher.email.title()]
        for attempt in range(5):
            knock(client, spellings[attempt % 3], "faux")
        assert knock(client, teacher.email, PASSWORD).status_code == 429

    def test_guessing_from_many_addresses_is_bounded_too(self, client, teacher):
        for attempt in range(10):
            knock(client, teacher.email, "faux", REMOTE_ADDR=f"198.51.100.{attempt}")
        answer = knock(client, teacher.email, PASSWORD, REMOTE_ADDR="198.51.100.99")
        assert "Trop d’essais pour cette adresse e-mail" in answer.content.decode()
        assert not is_in(client)

    def test_a_header_gives_no_new_address(self, client, teacher):
        for attempt in range(5):
            knock(client, teacher.email, "faux", headers={"X-Forwarded-For": f"198.51.100.{attempt}"})
        assert knock(client, teacher.email, PASSWORD).status_code == 429

    def test_the_door_opens_again_after_a_quarter_of_an_hour(self, client, teacher):
        for _ in range(5):
            knock(client, teacher.email, "faux")
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
        assert knock(client, teacher.email, PASSWORD).status_code == 302
