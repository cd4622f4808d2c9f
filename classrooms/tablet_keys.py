"""What tablets and pupils hold as keys. All follow from the site's card key: nothing secret is stored but a digest.

A pupil's token names the tablet and the pupil. A tablet gets it sealed: four pictures or a card open it, with no
network. It does not follow from the card's serial: what a pupil wrote before a new card was printed must still arrive.
"""

import base64
import functools
import hashlib
import hmac
import os
import secrets
from typing import TypedDict
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from classrooms.cards import card_token_of, secret_of
from classrooms.models import Pupil

# About a third of a second on a school's tablet. 11,880 secrets don't withstand who reads the tablet's storage, however
# slow the hash: docs/offline-protocol.md says so.
ITERATIONS = 150_000
# Order of the curve P-256 (SEC 2, 2.4.2).
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Seal(TypedDict):
    """``seal`` opens with PBKDF2-HMAC-SHA256 of the secret; nonce (12 bytes) and AES-256-GCM, base64."""

    salt: str
    iterations: int
    seal: str


class Check(TypedDict):
    salt: str
    iterations: int
    hash: str


def new_tablet_token(tablet_id: UUID) -> str:
    return f"{tablet_id.hex}.{secrets.token_urlsafe(32)}"


def tablet_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def pupil_token(tablet_id: UUID, pupil_id: UUID) -> str:
    return f"{tablet_id.hex}.{pupil_id.hex}.{_urlsafe(_derived(f'pupil token/{tablet_id}/{pupil_id}'))}"


def read_pupil_token(token: str) -> tuple[UUID, UUID] | None:
    """Tablet and pupil, if we made this token; whether they are still there is for the caller to see."""
    try:
        given = token.encode()
        tablet_id, pupil_id = (UUID(hex=part) for part in token.split(".")[:2])
    except ValueError:
        return None
    ours = hmac.compare_digest(pupil_token(tablet_id, pupil_id).encode(), given)
    return (tablet_id, pupil_id) if ours else None


def seal_for(pupil: Pupil, token: str) -> Seal:
    """The token, for whoever knows the pupil's four pictures in order."""
    salt = _derived(f"salt/{pupil.pk}/{pupil.card_serial}")[:16]
    return {
        "salt": _base64(salt),
        "iterations": ITERATIONS,
        "seal": _sealed(_stretched(" ".join(secret_of(pupil)), salt), token),
    }


def card_seal_for(pupil: Pupil, token: str) -> str:
    """The token, for whoever holds the card: its own 128 bits need no slow hash."""
    return _sealed(hashlib.sha256(f"seal/{card_token_of(pupil)}".encode()).digest(), token)


def rescue_code(tablet_id: UUID) -> str:
    """Eight digits that the teacher reads on the page of the tablets."""
    return f"{int.from_bytes(_derived(f'rescue code/{tablet_id}')) % 10**8:08d}"


def rescue_check(tablet_id: UUID) -> Check:
    salt = _derived(f"rescue salt/{tablet_id}")[:16]
    return {
        "salt": _base64(salt),
        "iterations": ITERATIONS,
        "hash": _base64(_stretched(rescue_code(tablet_id), salt)),
    }


def rescue_private_key() -> ec.EllipticCurvePrivateKey:
    """Opens rescue files: only this site has it. 48 bytes reduced modulo the order leave no bias that counts."""
    wide = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"cap-ou-pas-cap rescue key").derive(settings.CARD_KEY)
    return ec.derive_private_key(int.from_bytes(wide) % (P256_ORDER - 1) + 1, ec.SECP256R1())


def rescue_public_key() -> str:
    """The uncompressed point, 65 bytes, base64."""
    point = rescue_private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _base64(point)


def _derived(label: str) -> bytes:
    return hmac.digest(settings.CARD_KEY, label.encode(), "sha256")


@functools.lru_cache(maxsize=4096)
def _stretched(secret: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", secret.encode(), salt, ITERATIONS)


def _sealed(key: bytes, token: str) -> str:
    nonce = os.urandom(12)
    return _base64(nonce + AESGCM(key).encrypt(nonce, token.encode(), None))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _urlsafe(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
