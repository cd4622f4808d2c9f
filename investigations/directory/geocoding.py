"""A place that somebody typed becomes a point: the state's address base, else what the house itself knows."""

import hashlib
import json
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderQueryError, GeocoderRateLimited, GeocoderUnavailable, GeopyError
from geopy.geocoders import BANFrance

from classrooms.roster.text import plain
from investigations.directory.known_places import known_place
from workshop.fetching import OutOfReachError, agent, fetch, has_turn
from workshop.geo import Point

logger = logging.getLogger(__name__)

A_DAY = 24 * 60 * 60
SECONDS = 3.0
A_SECOND = 10
TRIES = 2
# After a failure nobody waits for the next one.
REST = 60
# Below, the service guesses: of “zzzzzz” it makes a hamlet somewhere.
SURE = 0.4
LEAST, MOST = 3, 200
_LARGEST = 200_000

OUT_OF_REACH = _(
    "La recherche d’adresses ne répond pas. Placez-vous autrement : commune, code postal, « Autour de moi »."
)


class UnavailableError(Exception):
    """Its text is for the public."""


@dataclass(frozen=True, slots=True)
class Located:
    label: str
    point: Point
    # Found without the service: the middle of what we know of that commune.
    rough: bool = False


def locate(typed: str) -> Located | None:
    """Where that is; None where nobody knows. Raises ``UnavailableError`` where only the service could say."""
    text = " ".join(typed.split())[:MOST]
    if len(text) < LEAST:
        return known_located(text)
    key = f"located-{hashlib.sha256(plain(text).encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        try:
            kept = _asked(text)
        except GeopyError as error:
            logger.warning("The address search is out of reach: %s", type(error).__name__)
            if known := known_located(text):
                return known
            raise UnavailableError(OUT_OF_REACH) from error
        cache.set(key, kept, A_DAY)
    return Located(kept[0], Point(kept[1], kept[2])) if kept else known_located(text)


def known_located(text: str) -> Located | None:
    known = known_place(text)
    return Located(known.label, known.point, rough=not known.whole) if known else None


def _asked(text: str) -> tuple[Any, ...]:
    """Label, latitude and longitude; empty where the service knows no such place."""
    if not settings.GEOCODING_URL or cache.get("geocoding-rests"):
        raise GeocoderUnavailable("not asked")
    for left in reversed(range(TRIES)):
        try:
            if not has_turn("geocoding", A_SECOND):
                raise GeocoderRateLimited("our own rate", retry_after=1)
            return _best(_service().geocode(text, limit=1))
        except GeocoderRateLimited as error:
            cache.set("geocoding-rests", True, min(error.retry_after or REST, 10 * REST))
            raise
        except GeocoderQueryError:
            return ()  # such a text it won't have: no reason to stop asking for others
        except GeopyError as error:
            if not left or isinstance(error, GeocoderParseError):
                cache.set("geocoding-rests", True, REST)
                raise
    raise AssertionError


def _best(location: Any) -> tuple[Any, ...]:
    if location is None or (location.raw["properties"].get("score") or 0) < SURE:
        return ()
    point = Point(location.latitude, location.longitude)
    return str(location.address)[:MOST], point.lat, point.lon


def _service() -> BANFrance:
    parts = urlsplit(settings.GEOCODING_URL)
    return _Careful(
        domain=parts.netloc + parts.path,
        scheme=parts.scheme,
        timeout=SECONDS,
        user_agent=agent(),
        adapter_factory=_Edge,
    )


class _Careful(BANFrance):
    """What comes back may be anything."""

    def _parse_json(self, response: Any, exactly_one: bool) -> Any:
        try:
            if not isinstance(response["features"], list):
                raise TypeError("features")
            location = super()._parse_json(response, exactly_one)
            if location is not None:
                _best(location)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise GeocoderParseError("not an answer of the address base") from error
        return location


class _Edge(BaseSyncAdapter):
    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        try:
            return json.loads(self.get_text(url, timeout=timeout, headers=headers))
        except ValueError as error:
            raise GeocoderParseError("not JSON") from error

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        try:
            answer = fetch(url, seconds=timeout, most_bytes=_LARGEST, headers=headers)
        except OutOfReachError as error:
            raise GeocoderUnavailable(str(error)) from error
        text = answer.body.decode("utf-8", "replace")
        if answer.status != 200:
            lower = {name.lower(): value for name, value in answer.headers.items()}
            raise AdapterHTTPError("not 200", status_code=answer.status, headers=lower, text="")
        return text
