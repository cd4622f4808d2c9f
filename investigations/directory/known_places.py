"""Communes, postcodes and arrondissements that the house knows: the mean point of its projects and schools there."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Avg, Count

from classrooms.models import School
from classrooms.roster.text import plain
from investigations.directory.models import CitizenProject
from workshop.geo import Point

AN_HOUR = 60 * 60
_POSTCODE = re.compile(r"\b\d{5}\b")
_ARRONDISSEMENT = re.compile(r"^(?:(paris|lyon|marseille) )?(\d{1,2})(?:er|e|eme|nd|nde)?(?: arr(?:ondissement)?s?)?$")
_CITIES = {"paris": (75000, 20), "lyon": (69000, 9), "marseille": (13000, 16)}

# Folded name or postcode: label, latitude, longitude.
Known = dict[str, tuple[str, float, float]]


@dataclass(frozen=True, slots=True)
class KnownPlace:
    label: str
    point: Point
    # Nothing more precise was typed, such as a street.
    whole: bool


def known_place(text: str) -> KnownPlace | None:
    """A postcode anywhere in the text, an arrondissement, or a commune."""
    known = cache.get_or_set("known-places", _everything, AN_HOUR) or {}
    for name in _names(plain(text)):
        if name in known:
            label, lat, lon = known[name]
            street = _POSTCODE.search(text) and set(plain(text).split()) - set(plain(label).split())
            return KnownPlace(label, Point(lat, lon), whole=not street)
    return None


def _names(text: str) -> Iterable[str]:
    yield from _POSTCODE.findall(text)
    if match := _ARRONDISSEMENT.match(text):
        for city in [match[1]] if match[1] else _CITIES:
            first, last = _CITIES[city]
            if 1 <= int(match[2]) <= last:
                yield f"{first + int(match[2]):05}"
    yield text


def _everything() -> Known:
    sums: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    labels: dict[str, str] = {}
    for postcode, commune, count, lat, lon in [*_means(CitizenProject.objects.live()), *_means(School.objects.all())]:
        for name, label in ((plain(commune), commune), (postcode, f"{postcode} {commune}")):
            if name:
                labels.setdefault(name, label)
                for place, value in enumerate((count, lat * count, lon * count)):
                    sums[name][place] += value
    return {name: (labels[name], lat / count, lon / count) for name, (count, lat, lon) in sums.items()}


def _means(rows):  # type: ignore[no-untyped-def]
    placed = rows.filter(latitude__isnull=False, longitude__isnull=False).order_by().values_list("postcode", "commune")
    return placed.annotate(there=Count("pk"), lat=Avg("latitude"), lon=Avg("longitude"))
