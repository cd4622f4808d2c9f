"""How a pupil gets in, told over HTTP: class code and pictures, or the card."""

import datetime
import hashlib
import uuid

import pytest
from django.utils import timezone

from classrooms.actions.change_pupil import end_wait, renew_card
from classrooms.actions.open_door import close_door, open_door
from classrooms.artwork import SECRETS
from classrooms.cards import card_token_of, secret_of
from classrooms.models import Pupil, TabletToken
from classrooms.wrong_tries import WRONG_AT_MOST
from tests.classrooms.factories import ClassroomFactory, PupilFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom():
    classroom = ClassroomFactory()
    return open_door(classroom=classroom, user=classroom.owner, minutes=30)


@pytest.fixture
def pupil(classroom):
    return PupilFactory(classroom=classroom, public_name="Nour")


@pytest.fixture
def post(client):
    def post(path, data, **headers):
        return client.post(f"/api/v1/sign-in/{path}", data, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def choose(post):
    def choose(pupil, pictures):
        data = {"code": pupil.classroom.code, "pupil": str(pupil.pk), "pictures": pictures}
        return post("pictures", data)

    return choose


def wrong(pupil):
    return secret_of(pupil)[::-1]


def after_the_wait(pupil):
    Pupil.objects.filter(pk=pupil.pk).update(waits_until=timezone.now())


def test_a_class_code_as_a_child_types_it_shows_names_and_animals_and_nothing_else(post, pupil):
    code = pupil.classroom.code
    answer = post("class", {"code": f" {code[:3].lower()}-{code[3:]} "})
    assert answer.status_code == 200
    shown = answer.json()
    assert shown["code"] == code
    assert shown["classroom"] == {"name": pupil.classroom.name, "school": pupil.classroom.school.name}
    assert shown["pupils"] == [{"id": str(pupil.pk), "name": "Nour", "animal": pupil.animal, "colour": pupil.colour}]


@pytest.mark.parametrize("code", ["BCDFHJ", "", "<script>", "ABCDEF", "é" * 6])
def test_an_unknown_code_and_a_closed_door_are_told_alike(post, classroom, code):
    close_door(classroom=classroom, user=classroom.owner)
    closed = post("class", {"code": classroom.code})
    assert (closed.status_code, closed.json()["code"]) == (404, "no_open_class")
    if code:
        assert post("class", {"code": code}).json() == closed.json()


def test_the_door_closes_by_itself(post, classroom):
    classroom.door_closes_at = timezone.now() - datetime.timedelta(seconds=1)
    classroom.save()
    assert post("class", {"code": classroom.code}).status_code == 404


def test_the_right_pictures_in_order_open_a_session(choose, pupil):
    session = choose(pupil, secret_of(pupil))
    assert session.status_code == 200
    assert len(session.json()["token"]) == 43
    assert session.json()["pupil"] == {
        "id": str(pupil.pk), "name": "Nour", "animal": pupil.animal, "colour": pupil.colour, "level": "CM2",
    }  # fmt: skip
    assert TabletToken.objects.get().digest == hashlib.sha256(session.json()["token"].encode()).hexdigest()


def test_the_same_pictures_in_another_order_are_wrong(choose, pupil):
    answer = choose(pupil, wrong(pupil))
    assert (answer.status_code, answer.json()["code"], answer.json()["tries_left"]) == (403, "wrong_pictures", 2)


@pytest.mark.parametrize("pictures", [["velo"], ["velo"] * 5, ["x" * 99] * 4, "velo", None])
def test_anything_but_four_pictures_is_no_try(choose, pupil, pictures):
    assert choose(pupil, pictures).status_code == 422
    pupil.refresh_from_db()
    assert pupil.wrong_secrets == 0


def test_after_three_wrong_tries_a_pupil_waits_even_with_the_right_pictures(choose, pupil):
    assert [choose(pupil, wrong(pupil)).status_code for _ in range(3)] == [403, 403, 429]
    answer = choose(pupil, secret_of(pupil))
    assert (answer.status_code, answer.json()["code"]) == (429, "wait")
    assert answer.json()["wait_seconds"] == int(answer["Retry-After"]) in range(1, 61)
    assert not TabletToken.objects.exists()


def test_the_wait_doubles_up_to_an_hour_and_guessing_while_waiting_does_not_lengthen_it(choose, pupil):
    waits = []
    for _ in range(10):
        choose(pupil, wrong(pupil))
        waits.append(choose(pupil, wrong(pupil)).json().get("wait_seconds", 0))
        after_the_wait(pupil)
    assert waits[:3] == [0, 60, 120] or waits == sorted(waits)
    pupil.refresh_from_db()
    assert max(waits) == 3600


def test_another_pupil_behind_the_same_address_does_not_wait(choose, pupil):
    for _ in range(5):
        choose(pupil, wrong(pupil))
    friend = PupilFactory(classroom=pupil.classroom)
    assert choose(friend, secret_of(friend)).status_code == 200


def test_after_the_wait_the_right_pictures_open_and_the_count_begins_again(choose, pupil):
    for _ in range(3):
        choose(pupil, wrong(pupil))
    after_the_wait(pupil)
    assert choose(pupil, secret_of(pupil)).status_code == 200
    assert choose(pupil, wrong(pupil)).json()["tries_left"] == 2


def test_a_teacher_ends_the_wait(choose, pupil):
    for _ in range(3):
        choose(pupil, wrong(pupil))
    end_wait(pupil=Pupil.objects.get(pk=pupil.pk), user=pupil.classroom.owner)
    assert choose(pupil, secret_of(pupil)).status_code == 200


def test_a_card_opens_behind_a_closed_door_and_ends_the_wait(choose, post, pupil):
    for _ in range(3):
        choose(pupil, wrong(pupil))
    close_door(classroom=pupil.classroom, user=pupil.classroom.owner)
    session = post("card", {"card": f"https://example.org/carnet/#{card_token_of(pupil)}"})
    assert session.status_code == 200
    pupil.refresh_from_db()
    assert (pupil.wrong_secrets, pupil.waits_until) == (0, None)


def test_a_renewed_card_kills_the_old_one_and_the_tablets_that_are_signed_in(client, post, pupil):
    old = card_token_of(pupil)
    token = post("card", {"card": old}).json()["token"]
    renew_card(pupil=pupil, user=pupil.classroom.owner)
    answer = post("card", {"card": old})
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_card")
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_pupil_of_another_class_is_not_behind_this_door(post, classroom):
    stranger = PupilFactory()
    for pupil_id in [stranger.pk, uuid.uuid4()]:
        data = {"code": classroom.code, "pupil": str(pupil_id), "pictures": secret_of(stranger)}
        assert post("pictures", data).json()["code"] == "no_open_class"


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 43, "Bearer"])
def test_a_made_up_token_opens_nothing(client, token):
    answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


def test_a_token_that_has_run_out_opens_nothing_and_goes_at_the_next_sign_in(client, post, pupil):
    token = post("card", {"card": card_token_of(pupil)}).json()["token"]
    TabletToken.objects.update(expires_at=timezone.now())
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    post("card", {"card": card_token_of(pupil)})
    assert TabletToken.objects.count() == 1


def test_a_teachers_session_is_no_pupils(client, classroom):
    client.force_login(classroom.owner)
    assert client.get("/api/v1/missions").status_code == 401


def test_guessing_codes_gets_slow_but_cards_and_tokens_never_do(client, post, pupil):
    for _ in range(WRONG_AT_MOST):
        assert post("class", {"code": "BCDFHJ"}).status_code == 404
    answers = [post("class", {"code": pupil.classroom.code}) for _ in range(3)]
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert len(slowed) >= 1
    assert all(1 <= answer.json()["wait_seconds"] <= 10 for answer in slowed)
    session = post("card", {"card": card_token_of(pupil)})
    assert session.status_code == 200
    for _ in range(20):
        headers = {"Authorization": f"Bearer {session.json()['token']}"}
        assert client.get("/api/v1/me", headers=headers).status_code == 200


def test_a_whole_class_may_mistype_and_sign_in(post, choose, classroom):
    pupils = [PupilFactory(classroom=classroom) for _ in range(28)]
    for pupil in pupils:
        assert post("class", {"code": "BCDFHJ"}).status_code == 404
        assert choose(pupil, wrong(pupil)).status_code == 403
        assert choose(pupil, secret_of(pupil)).status_code == 200


def test_who_invents_addresses_is_slowed_all_the_same(client):
    for n in range(WRONG_AT_MOST + 3):
        answer = client.post(
            "/api/v1/sign-in/class", {"code": "BCDFHJ"}, content_type="application/json",
            headers={"X-Forwarded-For": f"198.51.100.{n}"},
        )  # fmt: skip
    assert answer.status_code == 429


def test_the_pictures_drawn_are_those_of_the_card(pupil):
    assert set(secret_of(pupil)) <= set(SECRETS)
