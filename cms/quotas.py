"""So many times an hour from one network, or for one address: a school or a town hall may be one."""

import hmac
import ipaddress

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
# Up to here each turn takes its number; what is asked for hundreds of times sends no letter, and is counted roughly.
NUMBERED = 50


def has_turn(kind: str, who: str, *, at_most: int) -> bool:
    """Whether this one is among the ``at_most``; the hour begins anew with each that is.

    Two processes may read the same count; a number is taken by ``add``, which is atomic, so that they never share one.
    ``incr`` of Django's database cache would forget how long the count is kept.
    """
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{kind}:{who.lower()}".encode(), "sha256").hex()[:32]
    key = f"quota:{kind}:{digest}"
    for number in range(cache.get(key, 0) + 1, at_most + 1):
        if at_most > NUMBERED or cache.add(f"{key}:{number}", 1, HOUR):
            cache.set(key, number, HOUR)
            return True
    return False


def network_of(request: HttpRequest) -> str:
    """One house has a whole /64 of IPv6 addresses."""
    address = get_client_ip(request) or ""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return str(known)
    # A server that listens to both kinds writes an address of version 4 within one of version 6.
    return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))
