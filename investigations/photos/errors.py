"""The one refusal of the engine. Sentences for people are written where languages are known, from the code."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Refused(StrEnum):
    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_A_PHOTO = "not_a_photo"
    DAMAGED = "damaged"


class PhotoRefused(Exception):
    """The bytes are not a photo that can be kept; `code` says why."""

    def __init__(self, code: Refused) -> None:
        super().__init__(code.value)
        self.code = code


@contextmanager
def refusing(code: Refused) -> Iterator[None]:
    """Turn whatever a decoder makes of hostile bytes into one refusal.

    Pillow, libheif and lcms answer broken files with a dozen unrelated exceptions, and the list changes with each
    release: naming them all would be a guess. A MemoryError goes on: what a process that ran out of memory says next is
    no verdict on the photo.
    """
    try:
        yield
    except (PhotoRefused, MemoryError):
        raise
    except Exception as error:
        raise PhotoRefused(code) from error
