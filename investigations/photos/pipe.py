"""What parent and child say to each other: a length, a JSON header, and as many bytes as that announces.

The child reads bytes that anyone may have sent, so nothing that it says is run or unpickled, or believed beyond a size.
"""

import json
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">L")
_LONGEST_HEADER = 1024 * 1024
# An original of 50 megapixels of pure noise takes half of that.
_LARGEST = 128 * 1024 * 1024

Message = tuple[dict[str, Any], list[bytes]]


class Broken(Exception):
    """The other side is gone, or what it says makes no sense."""


def send(to: BinaryIO, header: dict[str, Any], parts: list[bytes]) -> None:
    """Write to an unbuffered pipe. Raises Broken."""
    told = json.dumps({**header, "parts": [len(part) for part in parts]}).encode()
    try:
        for piece in (_LENGTH.pack(len(told)) + told, *parts):
            rest = memoryview(piece)
            while rest:
                rest = rest[to.write(rest) :]
    except OSError as error:
        raise Broken from error


def receive(source: BinaryIO) -> Message:
    """Read from an unbuffered pipe. Raises Broken."""
    (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size, _LENGTH.size))
    try:
        header = json.loads(_exactly(source, length, _LONGEST_HEADER), parse_constant=_no_number)
        sizes = [int(size) for size in header.pop("parts")]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise Broken from error
    return header, [_exactly(source, size, _LARGEST) for size in sizes]


def _no_number(name: str) -> None:
    raise ValueError(name)  # NaN and the infinities


def _exactly(source: BinaryIO, size: int, at_most: int) -> bytes:
    if not 0 <= size <= at_most:
        raise Broken
    pieces = bytearray()
    while len(pieces) < size:
        try:
            piece = source.read(min(size - len(pieces), 1024 * 1024))
        except OSError as error:
            raise Broken from error
        if not piece:
            raise Broken
        pieces += piece
    return bytes(pieces)
