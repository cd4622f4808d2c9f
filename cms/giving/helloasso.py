"""What the site asks of HelloAsso's API v5: a key, a checkout, and what became of it. Documented at dev.helloasso.com.

Requests are few and counted: HelloAsso takes 10 in 10 seconds, 20 in 10 minutes and 50 in an hour.
"""

import datetime
import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.utils.dateparse import parse_datetime

from classrooms.letters import seal_words, unseal_words
from workshop.fetching import Fetched, OutOfReachError, agent, fetch

logger = logging.getLogger(__name__)

SECONDS = 8.0
_LARGEST = 500_000
# So many in so many seconds, the longest first: what is refused there costs the others nothing.
QUOTAS = ((50, 3600), (20, 600), (10, 10))
# Of these, reading leaves so many to people who want to give.
KEPT_FOR_GIVERS = {3600: 15, 600: 6, 10: 3}
_KEYS, _LOCK = "helloasso-keys", "helloasso-keys-lock"
LOCKED_SECONDS = 20
# HelloAsso's refresh token lives for a month, its access token for half an hour.
_KEYS_KEPT = 28 * 24 * 60 * 60
_EARLIER = 60


class UnavailableError(Exception):
    """No answer that can be used; nothing is known of what was asked."""


class BusyError(UnavailableError):
    """Our own quota, or theirs: later."""


@dataclass(frozen=True, slots=True)
class Checkout:
    intent: int
    address: str


@dataclass(frozen=True, slots=True)
class Payment:
    number: int
    cents: int
    refunded_cents: int
    state: str
    paid_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Order:
    number: int
    payments: tuple[Payment, ...]


def is_open() -> bool:
    return bool(settings.HELLOASSO_CLIENT_ID)


def begin_checkout(*, gift: str, cents: int, words: str, addresses: Mapping[str, str]) -> Checkout:
    """``addresses``: back, error and return. Raises UnavailableError."""
    asked = {
        "totalAmount": cents, "initialAmount": cents, "itemName": words[:250], "containsDonation": True,
        "backUrl": addresses["back"], "errorUrl": addresses["error"], "returnUrl": addresses["return"],
        "metadata": {"gift": gift},
    }  # fmt: skip
    said = _asked(_checkouts(), asked)
    number, address = said.get("id"), said.get("redirectUrl")
    if not isinstance(number, int) or not isinstance(address, str) or not _is_theirs(address):
        raise UnavailableError("not a checkout")
    return Checkout(number, address)


def read_checkout(*, intent: int, gift: str) -> Order | None:
    """What has been paid; None while nothing is. Raises UnavailableError."""
    said = _asked(f"{_checkouts()}/{intent}", None)
    noted = said.get("metadata")
    if said.get("id") != intent or (isinstance(noted, dict) and noted.get("gift") not in {None, gift}):
        raise UnavailableError("another checkout than the one that was asked for")
    order = said.get("order")
    if not order:
        return None
    try:
        return Order(int(order["id"]), tuple(_payment(one) for one in order.get("payments") or []))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnavailableError("not an order") from error


def _payment(said: Mapping[str, Any]) -> Payment:
    shares = [int(item["shareAmount"]) for item in said.get("items") or [] if item.get("shareAmount") is not None]
    back = [
        int(one.get("amount") or 0) for one in said.get("refundOperations") or [] if one.get("status") == "Processed"
    ]
    cents = sum(shares) if shares else int(said["amount"])
    return Payment(
        number=int(said["id"]), cents=cents, state=str(said.get("state") or "")[:40],
        refunded_cents=cents if said.get("state") == "Refunded" else min(sum(back), cents),
        paid_at=parse_datetime(str(said.get("date") or "")),
    )  # fmt: skip


def _checkouts() -> str:
    return f"/v5/organizations/{settings.HELLOASSO_ORGANIZATION}/checkout-intents"


def _is_theirs(address: str) -> bool:
    """Nobody is sent anywhere else, whoever answered."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    exact = (parts.scheme, parts.netloc, port) == ("https", settings.HELLOASSO_SITE, None)
    return exact and address.isprintable() and not set(' \\"<>') & set(address)


def _asked(path: str, posted: Mapping[str, Any] | None) -> dict[str, Any]:
    """A key that they no longer know is changed once."""
    for left in (1, 0):
        key = _key(for_giver=posted is not None)
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Accept": "application/json"}
        body = None if posted is None else json.dumps(posted).encode()
        answer = _fetched(path, headers, body, for_giver=posted is not None)
        if answer.status == 401 and left:
            _forget_access(key)
            continue
        if answer.status != 200:
            logger.warning("HelloAsso answers %s to %s", answer.status, "POST" if posted else "GET")
            raise BusyError("429") if answer.status == 429 else UnavailableError(str(answer.status))
        return _object_in(answer)
    raise AssertionError


def _fetched(path: str, headers: Mapping[str, str], body: bytes | None, *, for_giver: bool) -> Fetched:
    _take_turn(for_giver=for_giver)
    known = {**headers, "User-Agent": agent()}
    try:
        return fetch(settings.HELLOASSO_API + path, seconds=SECONDS, most_bytes=_LARGEST, headers=known, posted=body)
    except OutOfReachError as error:
        logger.warning("HelloAsso is out of reach")
        raise UnavailableError("out of reach") from error


def _object_in(answer: Fetched) -> dict[str, Any]:
    try:
        said = json.loads(answer.body)
    except ValueError as error:
        raise UnavailableError("not JSON") from error
    if not isinstance(said, dict):
        raise UnavailableError("not an object")
    return said


def _take_turn(*, for_giver: bool) -> None:
    """Each turn is held for as long as its quota lasts: at no moment are there more, whatever the clock says."""
    for most, seconds in QUOTAS:
        turns = range(most if for_giver else most - KEPT_FOR_GIVERS[seconds])
        if not any(cache.add(f"helloasso-{seconds}-{turn}", True, seconds) for turn in turns):
            raise BusyError(f"{most} in {seconds} seconds")


def _key(*, for_giver: bool) -> str:
    """A refresh token is good for once: one process uses it, the others wait for what it gets."""
    ends = time.monotonic() + LOCKED_SECONDS
    while time.monotonic() < ends:
        if access := _kept().get("access"):
            return str(access)
        if cache.add(_LOCK, True, LOCKED_SECONDS):
            try:
                return _kept().get("access") or _new_key(for_giver=for_giver)
            finally:
                cache.delete(_LOCK)
        time.sleep(0.1)
    raise UnavailableError("no key")


def _new_key(*, for_giver: bool) -> str:
    refresh = _kept(whatever=True).get("refresh")
    client = {"client_id": settings.HELLOASSO_CLIENT_ID}
    grants = [{"grant_type": "refresh_token", "refresh_token": refresh}] if refresh else []
    grants.append({"grant_type": "client_credentials", "client_secret": settings.HELLOASSO_CLIENT_SECRET})
    for grant in grants:
        form = urlencode(client | grant).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = _fetched("/oauth2/token", headers, form, for_giver=for_giver)
        if answer.status != 200:
            continue
        said = _object_in(answer)
        access, lasts = said.get("access_token"), said.get("expires_in")
        if isinstance(access, str) and isinstance(lasts, int):
            _keep({"access": access, "refresh": said.get("refresh_token"), "ends": time.time() + lasts - _EARLIER})
            return access
    logger.error("HelloAsso gives no key: look at HELLOASSO_CLIENT_ID and HELLOASSO_CLIENT_SECRET")
    raise UnavailableError("no key")


def _kept(*, whatever: bool = False) -> dict[str, Any]:
    """Sealed: a copy of the database opens no account."""
    try:
        kept = json.loads(unseal_words(cache.get(_place()) or ""))
    except (InvalidToken, ValueError):
        return {}
    return dict(kept) if whatever or kept.get("ends", 0) > time.time() else {}


def _keep(keys: Mapping[str, Any]) -> None:
    cache.set(_place(), seal_words(json.dumps(keys)), _KEYS_KEPT)


def _forget_access(access: str) -> None:
    kept = _kept(whatever=True)
    if kept.get("access") == access:
        _keep(kept | {"ends": 0})


def _place() -> str:
    """Keys of the sandbox open nothing elsewhere."""
    return f"{_KEYS}-{settings.HELLOASSO_SITE}"
