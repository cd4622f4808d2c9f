"""The outline of a PNG file, read from its chunks."""

import struct

from investigations.photos.errors import PhotoRefused, Refused
from investigations.photos.limits import MAX_CHUNKS


def check(data: bytes) -> None:
    """Walk over the chunks of a PNG to its end.

    Raises PhotoRefused(damaged) where the end is missing (its EXIF may stand behind the pixels, and Pillow passes over
    what lacks there) or where the chunks are so many that Pillow's loop over them takes seconds.
    """
    at = 8
    for _ in range(MAX_CHUNKS):
        try:
            length, kind = struct.unpack_from(">L4s", data, at)
        except struct.error:
            break
        at += length + 12
        if kind == b"IEND" and at <= len(data):
            return
    raise PhotoRefused(Refused.DAMAGED)
