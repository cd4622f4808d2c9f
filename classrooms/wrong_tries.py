"""Guessing class codes and cards gets slow for an address after many wrong tries, and never stops altogether.

Counted in Django's cache, which all web processes share (a table of the database, or Redis). Two tries at the same
instant may count as one: that is of no use to who guesses, since beyond the limit the pace is kept by ``add``, which is
atomic. Tablets that are signed in don't come by here. Codes and cards are counted apart: a card opens while codes are
guessed.
"""

import hmac
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from classrooms.errors import Refusal

WINDOW = 600
WRONG_AT_MOST = 60
# Beyond that, one try in so many seconds for all who share the address.
PACE = 10


def slow_down(kind: str, address: str) -> None:
    """Raise Refusal(wait) while the address has guessed too much and its turn has not come."""
    if cache.get(_key(kind, address), 0) < WRONG_AT_MOST:
        return
    now = time.time()
    if not cache.add(f"{_key(kind, address)}:{int(now // PACE)}", 1, PACE * 2):
        seconds = PACE - int(now % PACE)
        raise Refusal(
            _("Trop d’essais ont raté ici. Attends un peu, puis essaie encore."), code="wait", wait_seconds=seconds
        )


def count_wrong(kind: str, address: str) -> None:
    key = _key(kind, address)
    cache.set(key, cache.get(key, 0) + 1, WINDOW)


def _key(kind: str, address: str) -> str:
    """One for each ten minutes, so that a school's few slips never add up. No address is kept, not even for so long."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), _network(address).encode(), "sha256").hex()[:32]
    return f"wrong-tries:{kind}:{digest}:{int(time.time() // WINDOW)}"


def _network(address: str) -> str:
    """One house has a whole /64 of IPv6 addresses."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)
