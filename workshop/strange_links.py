"""The worker looks at an address that a stranger typed: the public web, whatever names and redirections say.

The name is resolved once and that very address is called, so that a name can't lead elsewhere a moment later. One end
for all of it, held by a clock beside the socket: a host that sends a byte now and then doesn't keep a worker.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urljoin, urlsplit

from requests.utils import requote_uri

from workshop.fetching import agent

REDIRECTIONS = 3
_PORTS = {"http": 80, "https": 443}
_UNICAST = ipaddress.ip_network("2000::/3")
_IN_IPV6 = ipaddress.ip_network("2002::/16")


class NotPublicError(Exception):
    """It leads to a network of our own, or to no web at all."""


class NoSuchNameError(Exception):
    pass


class WandersError(Exception):
    pass


def status_of(address: str, *, seconds: float) -> int:
    """Of the page that it leads to in the end. Raises the errors above, ``ssl.SSLError`` and ``OSError``."""
    ends = time.monotonic() + seconds
    for _hop in range(REDIRECTIONS + 1):
        status, location = _ask(address, ends)
        if status not in {301, 302, 303, 307, 308} or not location:
            return status
        address = urljoin(address, location)
    raise WandersError


def is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    if known.version == 4:
        return known.is_global and not known.is_multicast and not known.is_reserved
    return known in _UNICAST and known not in _IN_IPV6 and known.is_global


def _ask(address: str, ends: float) -> tuple[int, str]:
    try:
        parts = urlsplit(requote_uri(address))
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise NotPublicError(str(error)) from error
    if parts.scheme not in _PORTS or not host or port not in {None, _PORTS[parts.scheme]} or parts.username:
        raise NotPublicError("no page of the web")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _call(_resolved(host, _PORTS[parts.scheme]), ends) as line:
        if parts.scheme == "https":
            with ssl.create_default_context().wrap_socket(line, server_hostname=host) as sealed:
                return _head(sealed, host, target)
        return _head(line, host, target)


def _resolved(host: str, port: int) -> tuple[str, int]:
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise
        raise NoSuchNameError(host) from error
    # One private address among public ones is a trick, or a mistake: neither is called.
    if not found or not all(is_public(address) for address in found):
        raise NotPublicError(host)
    return found[0], port


@contextmanager
def _call(where: tuple[str, int], ends: float) -> Iterator[socket.socket]:
    """A connection that is cut at its end, whatever it is doing."""
    with socket.create_connection(where, timeout=_left(ends)) as line, line.dup() as twin:
        clock = threading.Timer(_left(ends), _cut, [twin])
        clock.daemon = True
        clock.start()
        try:
            yield line
            # What was cut off reads like an answer that ends there.
            _left(ends)
        finally:
            clock.cancel()


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _head(line: socket.socket, host: str, target: str) -> tuple[int, str]:
    """Of the answer; its body stays where it is."""
    asking = http.client.HTTPConnection(host)
    asking.sock = line
    try:
        asking.request("GET", target, headers={"Host": host, "User-Agent": agent(), "Connection": "close"})
        with asking.getresponse() as answer:
            return answer.status, answer.getheader("Location") or ""
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(str(error)) from error
