"""Guessing a card is hopeless, gets slow, and keeps no class from its work."""

import base64
import itertools
import secrets
from collections import Counter
from types import SimpleNamespace

import pytest

from classrooms import wrong_tries
from classrooms.actions.open_door import open_door
from classrooms.cards import card_token_of
from classrooms.models import Pupil, Tablet
from classrooms.roster.pictures import CHOSEN, PICTURES, TOKEN_BYTES, TOKEN_LENGTH
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.screens import at, signed_in
from tests.investigations.api.tablet import Tablet as Caller

pytestmark = pytest.mark.django_db
GUESSES, HANDFUL = 100_000, 500
SCHOOL, STRANGER = "192.0.2.7", "198.51.100.7"


@pytest.fixture
def classroom():
    classroom = ClassroomFactory()
    PupilFactory.create_batch(30, classroom=classroom)
    return classroom


@pytest.fixture
def clock(monkeypatch):
    """Of the counter alone: it stands at the beginning of ten minutes until it is moved."""
    now = SimpleNamespace(seconds=1_800_000_000)
    monkeypatch.setattr(wrong_tries, "time", SimpleNamespace(time=lambda: now.seconds))
    return now


def guess() -> str:
    """As a card's token is written: any of 2 to the power of 128."""
    return base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=")


def join(card, *, address=STRANGER):
    caller = Caller(None)
    caller.client.defaults["REMOTE_ADDR"] = address
    return caller.post("tablets/join", {"card": card})


def test_of_a_hundred_thousand_random_cards_none_is_anybodys(classroom):
    """Through the lookup that joining uses (``with_card``), in handfuls, without HTTP and with nothing to slow them
    down: what holds here is the size of the number alone. The next one goes by HTTP."""
    mine = card_token_of(classroom.pupils.first())
    for _ in range(GUESSES // HANDFUL):
        assert not Pupil.objects.with_card(*(guess() for _ in range(HANDFUL))).exists()
    assert Pupil.objects.with_card(guess(), mine).get() == classroom.pupils.first()


def test_of_three_hundred_by_http_sixty_are_looked_at_and_the_others_told_to_wait(classroom, clock):
    answers = [join(guess()) for _ in range(300)]
    assert Counter(answer.status_code for answer in answers) == {403: 61, 429: 239}
    waiting = answers[-1]
    assert waiting.json()["code"] == "wait"
    assert 1 <= int(waiting["Retry-After"]) == waiting.json()["wait_seconds"] <= wrong_tries.PACE
    assert not Tablet.objects.exists()


def test_who_waits_as_told_gets_one_try_in_ten_seconds_and_after_ten_minutes_all_of_them(classroom, clock):
    for _ in range(70):
        told = join(guess())
    for _ in range(3):
        clock.seconds += int(told["Retry-After"])
        assert join(guess()).status_code == 403
        told = join(guess())
        assert told.status_code == 429
    clock.seconds += int(told["Retry-After"])
    assert join(card_token_of(classroom.pupils.first())).status_code == 201
    clock.seconds += wrong_tries.WINDOW
    assert [join(guess()).status_code for _ in range(60)] == [403] * 60


def test_guessing_at_one_address_keeps_nobody_waiting_at_another(classroom, clock):
    for _ in range(70):
        join(guess())
    assert join(guess()).status_code == 429
    assert join(card_token_of(classroom.pupils.first()), address=SCHOOL).status_code == 201


def test_a_header_gives_no_new_address(classroom, clock):
    for number in range(70):
        caller = Caller(None)
        caller.client.defaults["REMOTE_ADDR"] = STRANGER
        answer = caller.post("tablets/join", {"card": guess()}, **{"X-Forwarded-For": f"203.0.113.{number}"})
    assert answer.status_code == 429


@pytest.mark.parametrize("way", ["card", "code"])
def test_thirty_pupils_behind_one_address_come_in_in_the_same_minute_with_a_slip_each(classroom, clock, way):
    open_door(classroom=classroom, user=classroom.owner, minutes=15)
    for number, pupil in enumerate(classroom.pupils.all()):
        clock.seconds += number % 2
        right = card_token_of(pupil) if way == "card" else classroom.code
        for given, expected in ((right[:-1] + "?", {403, 404}), (right, {201})):
            caller = Caller(None)
            caller.client.defaults["REMOTE_ADDR"] = SCHOOL
            assert caller.post("tablets/join", {way: given}).status_code in expected
    assert Tablet.objects.count() == 30


def test_a_renewed_card_opens_and_the_old_one_does_not_from_that_moment(classroom):
    pupil = classroom.pupils.first()
    old = card_token_of(pupil)
    tablet = join(old).json()
    signed_in(classroom.owner).post(at("renew_card", classroom.pk, pupil.pk))
    answer = join(old)
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_card")
    pupil.refresh_from_db()
    assert join(card_token_of(pupil)).status_code == 201
    roster = Caller(pupil, token=tablet["token"]).get("tablet/roster").json()
    assert old not in str(roster)
    (shown,) = (one for one in roster["pupils"] if one["id"] == str(pupil.pk))
    assert shown["card"] == pupil.card_digest


def test_a_card_carries_128_bits_each_of_them_a_coin_and_four_pictures_nearly_14(classroom):
    """Counted in what is printed. The key behind them is 32 bytes of the system's (``settings``)."""
    tokens = [card_token_of(PupilFactory.build(classroom=classroom, card_serial=n)) for n in range(1, 2001)]
    numbers = [int.from_bytes(base64.b32decode(token + "======")) for token in tokens]
    assert {len(token) for token in tokens} == {TOKEN_LENGTH}
    assert max(numbers).bit_length() <= TOKEN_BYTES * 8 == 128
    assert len(set(numbers)) == len(numbers)
    for bit in range(128):
        heads = sum(number >> bit & 1 for number in numbers)
        assert 850 < heads < 1150, bit  # six standard deviations and more
    assert len(list(itertools.permutations(range(PICTURES), CHOSEN))) == 11_880 > 2**13
