"""The outline of a JPEG file, read from its markers, and the bytes worth giving to a decoder."""

import re
from dataclasses import dataclass

from investigations.photos.errors import PhotoRefused, Refused
from investigations.photos.limits import MAX_SCANS, MAX_SEGMENTS

_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SOS, _EOI = 0xDA, 0xD9
_SEQUENTIAL = {0xC0, 0xC1}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_MAX_FILLING = 65_536

# libjpeg looks up to eight bytes ahead (its 64-bit buffer) of the code that it needs.
_LOOK_AHEAD = b"\xaa" * 8


@dataclass(frozen=True)
class Outline:
    end: int | None  # offset of the end-of-image marker, None where the file stops before it
    one_scan: bool  # Huffman-coded, all components in a single sequential scan


def outline(data: bytes) -> Outline:
    """Walk over the markers of the first image in `data`. Costs a millisecond or two for a photo of some megabytes.

    Raises PhotoRefused(damaged) for more scans, segments or filling than any camera writes: they cost hours, not bytes.
    """
    at, scans, filling, sequential = 2, 0, 0, False
    for _ in range(MAX_SEGMENTS):
        start = data.find(b"\xff", at)
        while start >= 0 and data[start + 1 : start + 2] == b"\xff" and filling < _MAX_FILLING:
            start, filling = start + 1, filling + 1
        if start < 0 or start + 4 > len(data):
            ends = start >= 0 and data[start + 1 : start + 2] == bytes([_EOI])
            return Outline(start if ends else None, sequential and scans == 1)
        filling += start - at
        marker = data[start + 1]
        if marker == _EOI:
            return Outline(start, sequential and scans == 1)
        if marker in _FRAMES:
            sequential = marker in _SEQUENTIAL
        at = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        if marker == _SOS:
            scans += 1
            next_marker = _END_OF_SCAN.search(data, at)
            at = next_marker.start() if next_marker else len(data)
        if scans > MAX_SCANS or filling >= _MAX_FILLING:
            break
    raise PhotoRefused(Refused.DAMAGED)


def decodable(data: bytes) -> bytes:
    """The first image of `data`, without what trails behind it, so arranged that missing pixels cannot pass.

    libjpeg paints grey whatever the end marker cut off, and Pillow keeps its warning to itself. Without an end marker
    it asks for more bytes instead, and Pillow raises: a single-scan file is given without, and with just as many bytes
    behind it as libjpeg reads ahead. Raises PhotoRefused(damaged) where there is no end marker: zeros decode as well.
    """
    found = outline(data)
    if found.end is None:
        raise PhotoRefused(Refused.DAMAGED)
    if found.one_scan:
        return data[: found.end] + _LOOK_AHEAD
    return data[: found.end + 2]
