"""Ways into the stories: a cause, a place, a year and its months, each an address of its own."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from investigations.directory.models import Cause

if TYPE_CHECKING:
    from cms.models.stories import StoryQuerySet

# Cities whose arrondissements are places of their own.
_DIVIDED = {"75": "Paris", "69": "Lyon", "13": "Marseille"}
_FIRST_OF = {"75": 75000, "69": 69000, "13": 13000}


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    address: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What one story is found by."""

    pk: int
    day: datetime.date | None
    place: str
    causes: frozenset[str]


@dataclass(frozen=True, slots=True)
class StoryChoice:
    cause: str = ""
    place: str = ""
    year: int | None = None
    month: int | None = None

    @classmethod
    def in_address(cls, query: Mapping[str, Any]) -> "StoryChoice":
        """What says nothing narrows nothing."""
        year, month = _number(query.get("annee"), 2000, 2200), _number(query.get("mois"), 1, 12)
        return cls(slugify(query.get("cause", ""))[:50], slugify(query.get("lieu", ""))[:100], year, year and month)

    @property
    def narrows(self) -> bool:
        return bool(self.cause or self.place or self.year)

    def of(self, stories: "StoryQuerySet") -> "StoryQuerySet":
        if not self.narrows:
            return stories
        return stories.filter(pk__in=[row.pk for row in _rows(stories) if self._takes(row)])

    def ways(self, stories: "StoryQuerySet") -> dict[str, list[Way]]:
        """Beside each stands how many stories are there with what else was chosen."""
        rows = list(_rows(stories))
        return {
            "causes": self._causes(rows), "places": self._places(rows), "years": self._years(rows),
            "months": self._months(rows),
        }  # fmt: skip

    def _takes(self, row: Row, *, but: str = "") -> bool:
        return (
            (but == "cause" or not self.cause or self.cause in row.causes)
            and (but == "lieu" or not self.place or self.place == slugify(row.place))
            and (but == "annee" or not self.year or bool(row.day and row.day.year == self.year))
            and (but in {"annee", "mois"} or not self.month or bool(row.day and row.day.month == self.month))
        )

    def _causes(self, rows: Iterable[Row]) -> list[Way]:
        there = Counter(slug for row in rows if self._takes(row, but="cause") for slug in row.causes)
        named = {cause.slug: cause.name for cause in Cause.objects.all()}
        return [
            Way(name, self.address(cause=slug), there[slug], slug == self.cause)
            for slug, name in named.items()
            if there[slug] or slug == self.cause
        ]

    def _places(self, rows: Iterable[Row]) -> list[Way]:
        there = Counter(row.place for row in rows if self._takes(row, but="lieu"))
        return [
            Way(place, self.address(lieu=slugify(place)), there[place], slugify(place) == self.place)
            for place in sorted(there, key=_in_order)
        ]

    def _years(self, rows: Iterable[Row]) -> list[Way]:
        there = Counter(row.day.year for row in rows if row.day and self._takes(row, but="annee"))
        return [
            Way(str(year), self.address(annee=year, mois=None), there[year], year == self.year)
            for year in sorted(there, reverse=True)
        ]

    def _months(self, rows: Iterable[Row]) -> list[Way]:
        """Of the year that was chosen."""
        if not self.year:
            return []
        there = Counter(row.day.month for row in rows if row.day and self._takes(row, but="mois"))
        return [
            Way(date_format(datetime.date(self.year, month, 1), "F"), self.address(mois=month), there[month],
                month == self.month)
            for month in sorted(there)
        ]  # fmt: skip

    def address(self, **other: object) -> str:
        parts = {"cause": self.cause, "lieu": self.place, "annee": self.year, "mois": self.month} | other
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def without(self) -> dict[str, str]:
        """The addresses that take one choice out."""
        return {
            "cause": self.address(cause=None), "place": self.address(lieu=None),
            "year": self.address(annee=None, mois=None), "month": self.address(mois=None),
        }  # fmt: skip


def _rows(stories: "StoryQuerySet") -> Iterator[Row]:
    """A few columns of each story, in one query: thousands of stories are a few milliseconds."""
    project = "investigation__project"
    columns = (
        "pk", "first_published_at", f"{project}__postcode", f"{project}__commune", f"{project}__causes__slug",
    )  # fmt: skip
    found: dict[int, tuple[Any, str, set[str]]] = {}
    plain = stories.order_by().select_related(None).prefetch_related(None)
    for pk, published, postcode, commune, cause in plain.values_list(*columns):
        day = timezone.localdate(published) if published else None
        found.setdefault(pk, (day, place_name(postcode, commune), set()))[2].add(cause or "")
    for pk, (day, place, causes) in found.items():
        yield Row(pk, day, place, frozenset(causes))


def place_name(postcode: str, commune: str) -> str:
    """A commune, or the arrondissement of a city that has some."""
    city = _DIVIDED.get(postcode[:2])
    if city and commune.strip().casefold().startswith(city.casefold()) and postcode.isdecimal():
        number = int(postcode) - _FIRST_OF[postcode[:2]]
        if 1 <= number <= 20:
            return f"{city} 1er" if number == 1 else f"{city} {number}e"
    return commune.strip()


def _in_order(place: str) -> tuple[str, int]:
    name, _space, number = place.rpartition(" ")
    digits = "".join(sign for sign in number if sign.isdecimal())
    return (name, int(digits)) if digits else (place, 0)


def _number(value: Any, least: int, most: int) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 and least <= int(text) <= most else None
