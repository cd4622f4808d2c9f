"""A pupil's two keys to the notebook: four pictures in order, and the token on the card.

Both follow from a key of the site, the pupil's id and the card's serial: nothing secret is stored, printing again
gives the same card, and raising the serial kills the old one.
"""

import base64
import hashlib
import hmac
import itertools
import re
import uuid
from collections.abc import Iterator

PICTURES = 12
CHOSEN = 4
TOKEN_BYTES = 16
TOKEN_LENGTH = 26


def picture_secret(key: bytes, pupil_id: uuid.UUID, serial: int) -> tuple[int, int, int, int]:
    """Return four distinct numbers of 0..11: 11,880 equally likely secrets, drawn by Fisher–Yates."""
    chance = _stream(key, f"pictures/{pupil_id}/{serial}")
    pictures = list(range(PICTURES))
    for place in range(CHOSEN):
        other = place + _below(PICTURES - place, chance)
        pictures[place], pictures[other] = pictures[other], pictures[place]
    first, second, third, fourth = pictures[:CHOSEN]
    return first, second, third, fourth


def card_token(key: bytes, pupil_id: uuid.UUID, serial: int) -> str:
    """Return 128 bits as 26 characters A–Z, 2–7."""
    digest = hmac.digest(key, f"card/{pupil_id}/{serial}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:TOKEN_BYTES]).decode("ascii").rstrip("=")


def normalise_token(text: str) -> str:
    """Read a token as scanned or typed: a whole address, small letters, blanks, dashes; 0, 1 and 8 for O, I and B."""
    token = re.sub(r"[\s\-]", "", text.rpartition("#")[2]).upper()
    return token.translate(str.maketrans("018", "OIB"))


def card_digest(token: str) -> str:
    """Return what the database keeps and looks a card up by. No salt: the token has 128 bits of its own."""
    return hashlib.sha256(normalise_token(token).encode()).hexdigest()


def _stream(key: bytes, label: str) -> Iterator[int]:
    for block in itertools.count():
        yield from hmac.digest(key, f"{label}/{block}".encode(), hashlib.sha256)


def _below(limit: int, chance: Iterator[int]) -> int:
    """Draw a number below ``limit``; bytes that would favour small numbers are passed over."""
    fair = 256 - 256 % limit
    return next(byte for byte in chance if byte < fair) % limit
