"""So many times an hour from one network, or for one address: a school or a town hall may be one."""

import hmac
import ipaddress

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def has_turn(kind: str, who: str, *, at_most: int) -> bool:
    """Counted like wrong tries: ``incr`` of Django's database cache would forget how long the count is kept."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{kind}:{who.lower()}".encode(), "sha256").hex()[:32]
    key = f"quota:{kind}:{digest}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, HOUR)
    return bool(count <= at_most)


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
