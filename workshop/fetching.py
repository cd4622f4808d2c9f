"""The server's own requests, to the services that settings name: bounded in time and size, led nowhere else."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import requests
from django.conf import settings
from django.core.cache import cache

_PIECE = 16 * 1024


def agent() -> str:
    """Who asks, and where to write to if it is too much."""
    return f"cap-ou-pas-cap (+{settings.BASE_URL})"


def has_turn(what: str, a_second: int) -> bool:
    """So many a second, all processes together: ``add`` is the one thing that a cache does for one only."""
    now = int(time.time())
    return any(cache.add(f"{what}-{now}-{turn}", True, 5) for turn in range(a_second))


class OutOfReachError(Exception):
    """No answer, too late, or too much of it."""


@dataclass(frozen=True, slots=True)
class Fetched:
    status: int
    headers: Mapping[str, str]
    body: bytes


def fetch(
    address: str,
    *,
    seconds: float,
    most_bytes: int,
    headers: Mapping[str, str] | None = None,
    posted: bytes | None = None,
) -> Fetched:
    """One GET, or a POST of ``posted``. A redirection is an answer like another: nobody but the settings says whom this
    server calls."""
    ends = time.monotonic() + seconds
    try:
        with (
            requests.Session() as session,
            session.request(
                "GET" if posted is None else "POST",
                address,
                data=posted,
                timeout=seconds,
                headers=dict(headers or {}),
                stream=True,
                allow_redirects=False,
            ) as response,
        ):
            body = b""
            for piece in response.iter_content(_PIECE):
                body += piece
                if len(body) > most_bytes or time.monotonic() > ends:
                    raise OutOfReachError("too long" if len(body) > most_bytes else "too late")
            return Fetched(response.status_code, response.headers, body)
    except (requests.RequestException, OSError) as error:
        raise OutOfReachError(str(error)) from error
