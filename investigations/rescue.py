"""Rescue files: a tablet's unsent work, sealed to the site's key. docs/offline-protocol.md describes the form.

``CAPNOTE1``, uint16 length and JSON header, then frames: uint32 length and AES-256-GCM ciphertext. The key is
HKDF-SHA256 of an ECDH secret on P-256; the nonce is the frame's number, so that none can be left out or moved.
"""

import base64
import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAGIC = b"CAPNOTE1"
INFO = b"cap-ou-pas-cap rescue"
HEADER_AT_MOST = 4096
FRAME_AT_MOST = 32 * 1024 * 1024


class BadRescueFile(Exception):
    """``code``: not_ours (no rescue file, another site's, or altered at its start), cut (no end), altered."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Frame:
    """``said["kind"]`` is photo, version, wish or end; ``content`` the picture or the version's text."""

    said: dict[str, Any]
    content: bytes


def read_header(file: BinaryIO) -> tuple[UUID, bytes, bytes]:
    """Tablet, the tablet's passing public point, and the bytes that every frame is bound to."""
    if file.read(len(MAGIC)) != MAGIC:
        raise BadRescueFile("not_ours")
    size = _exactly(file, 2)
    (length,) = struct.unpack(">H", size)
    if length > HEADER_AT_MOST:
        raise BadRescueFile("altered")
    header = _exactly(file, length)
    try:
        said = json.loads(header)
        return UUID(str(said["tablet"])), base64.b64decode(said["key"], validate=True), MAGIC + size + header
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRescueFile("altered") from error


def frames(file: BinaryIO, private_key: ec.EllipticCurvePrivateKey) -> Iterator[Frame]:
    """Each frame but the end, one at a time. Raises BadRescueFile, at the latest where the end is missing."""
    _tablet, point, bound = read_header(file)
    cipher = AESGCM(_content_key(private_key, point, point))
    number = 0
    while True:
        frame = _frame(_sealed(file), cipher, number, bound)
        if frame.said.get("kind") == "end":
            return
        yield frame
        number += 1


def seal(tablet: UUID, contents: Iterable[Frame], public_key: ec.EllipticCurvePublicKey, *, end: bool = True) -> bytes:
    """What the notebook's rescue.js writes, for who writes another client."""
    own = ec.generate_private_key(ec.SECP256R1())
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    header = json.dumps({"tablet": str(tablet), "key": base64.b64encode(point).decode()}).encode()
    bound = MAGIC + struct.pack(">H", len(header)) + header
    cipher = AESGCM(_derived(own.exchange(ec.ECDH(), public_key), point))
    out = bytearray(bound)
    for number, frame in enumerate([*contents, *([Frame({"kind": "end"}, b"")] if end else [])]):
        said = json.dumps(frame.said).encode()
        sealed = cipher.encrypt(_nonce(number), struct.pack(">I", len(said)) + said + frame.content, bound)
        out += struct.pack(">I", len(sealed)) + sealed
    return bytes(out)


def _exactly(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) < length:
        raise BadRescueFile("cut")
    return data


def _sealed(file: BinaryIO) -> bytes:
    (length,) = struct.unpack(">I", _exactly(file, 4))
    if length > FRAME_AT_MOST:
        raise BadRescueFile("altered")
    return _exactly(file, length)


def _frame(sealed: bytes, cipher: AESGCM, number: int, bound: bytes) -> Frame:
    try:
        plain = cipher.decrypt(_nonce(number), sealed, bound)
        (length,) = struct.unpack(">I", plain[:4])
        said = json.loads(plain[4 : 4 + length])
    except InvalidTag as error:
        raise BadRescueFile("altered" if number else "not_ours") from error
    except (ValueError, RecursionError, struct.error) as error:
        raise BadRescueFile("altered") from error
    if not isinstance(said, dict):
        raise BadRescueFile("altered")
    return Frame(said, plain[4 + length :])


def _content_key(private_key: ec.EllipticCurvePrivateKey, point: bytes, salt: bytes) -> bytes:
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise BadRescueFile("altered") from error
    return _derived(private_key.exchange(ec.ECDH(), theirs), salt)


def _derived(secret: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=INFO).derive(secret)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)
