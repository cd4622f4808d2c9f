"""Where the bytes of a photo come from. Nothing here looks into them."""

from pathlib import Path
from typing import BinaryIO

from investigations.photos.errors import PhotoRefused, Refused
from investigations.photos.limits import MAX_BYTES

Source = bytes | Path | BinaryIO


def read(source: Source) -> bytes:
    """All bytes of a photo. Raises PhotoRefused(empty | too_heavy), the latter having read no more than the limit."""
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, Path):
        with source.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    else:
        data = source.read(MAX_BYTES + 1)
    if not data:
        raise PhotoRefused(Refused.EMPTY)
    if len(data) > MAX_BYTES:
        raise PhotoRefused(Refused.TOO_HEAVY)
    return data
