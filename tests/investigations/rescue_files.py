"""Rescue files as another client would write them from the description of their form; right or wrong on purpose."""

import base64
import json
import struct
import uuid

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MAGIC = b"CAPNOTE1"
END = {"kind": "end"}


def head_of(header: bytes, length: int | None = None) -> bytes:
    return MAGIC + struct.pack(">H", len(header) if length is None else length) + header


def plain(said: object, content: bytes = b"") -> bytes:
    text = json.dumps(said).encode()
    return struct.pack(">I", len(text)) + text + content


def parts_of(public_key: ec.EllipticCurvePublicKey, *plains: bytes) -> list[bytes]:
    """The head and each frame by itself, so that a test can leave one out."""
    own = ec.generate_private_key(ec.SECP256R1())
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    head = head_of(json.dumps({"tablet": str(uuid.uuid4()), "key": base64.b64encode(point).decode()}).encode())
    stretch = HKDF(algorithm=SHA256(), length=32, salt=point, info=b"cap-ou-pas-cap rescue")
    cipher = AESGCM(stretch.derive(own.exchange(ec.ECDH(), public_key)))
    sealed = [cipher.encrypt(number.to_bytes(12), text, head) for number, text in enumerate(plains)]
    return [head, *(struct.pack(">I", len(frame)) + frame for frame in sealed)]
