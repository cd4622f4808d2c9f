import uuid
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms.roster.pictures import TOKEN_LENGTH, card_digest, card_token, normalise_token, picture_secret

KEY = b"a key of thirty-two bytes, more or less"
PUPIL = uuid.UUID("5f0f1f9e-6d3c-4d3c-9a0e-000000000001")


@given(st.binary(min_size=16, max_size=64), st.uuids(), st.integers(1, 10_000))
def test_a_secret_is_four_distinct_pictures_of_twelve_and_always_the_same(key, pupil, serial):
    secret = picture_secret(key, pupil, serial)
    assert len(set(secret)) == 4
    assert set(secret) <= set(range(12))
    assert picture_secret(key, pupil, serial) == secret


def test_every_picture_comes_as_often_in_every_place():
    secrets = [picture_secret(KEY, PUPIL, serial) for serial in range(12_000)]
    for place in range(4):
        counts = Counter(secret[place] for secret in secrets)
        assert all(850 < counts[picture] < 1150 for picture in range(12))


def test_secrets_and_tokens_of_released_cards_never_change():
    """Printed cards hang on these values: a change of the derivation is a change of every card."""
    assert picture_secret(KEY, PUPIL, 1) == (3, 4, 10, 5)
    assert card_token(KEY, PUPIL, 1) == "TMWJ67VN7ZTTNDHO44AM7UTPNM"


@given(st.uuids(), st.integers(1, 10_000))
def test_a_token_changes_with_key_pupil_and_serial(pupil, serial):
    token = card_token(KEY, pupil, serial)
    others = {
        card_token(KEY, pupil, serial + 1),
        card_token(b"another key", pupil, serial),
        card_token(KEY, uuid.uuid4(), serial),
    }
    assert token not in others
    assert len(token) == TOKEN_LENGTH
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


@pytest.mark.parametrize("write", [
    str.lower, lambda t: f" {t[:8]}-{t[8:]}\n", lambda t: f"https://example.org/carnet/#{t}",
    lambda t: t.replace("O", "0").replace("I", "1").replace("B", "8"),
])  # fmt: skip
def test_a_token_is_known_however_it_was_scanned_or_typed(write):
    token = card_token(KEY, PUPIL, 3)
    assert normalise_token(write(token)) == token
    assert card_digest(write(token)) == card_digest(token)


def test_nonsense_has_a_digest_that_no_card_has():
    assert card_digest("") != card_digest(card_token(KEY, PUPIL, 1))
    assert len(card_digest("é" * 10_000)) == 64
