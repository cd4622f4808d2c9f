"""What a reader asks of the directory, as it stands in the address: one address, one answer, to be shared."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from classrooms.roster.text import plain
from investigations.directory.finding import Question
from investigations.directory.geocoding import UnavailableError, locate
from investigations.directory.models import Cause
from investigations.directory.places.models import Facet, of_cause
from workshop.geo import Point

QUERY_LENGTH = 100
KILOMETRES = (1, 2, 5, 20)
TICKS = {
    "classes": Facet.WELCOMES,
    "acces": Facet.STEP_FREE,
    "bras": Facet.HANDS,
    "materiel": Facet.THINGS,
    "dons": Facet.MONEY,
}
# Some hundred metres: enough to find what is near, too little to say at which door somebody stood.
DECIMALS = 3
_POINT = re.compile(r"^(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)$")


def typed_query(value: str | None) -> str:
    return (value or "").replace("\x00", "").strip()[:QUERY_LENGTH]


def point_in(value: str | None) -> Point | None:
    match = _POINT.match(value or "")
    try:
        return Point(round(float(match[1]), DECIMALS), round(float(match[2]), DECIMALS)) if match else None
    except ValueError:
        return None


def written(point: Point) -> str:
    return f"{point.lat:.{DECIMALS}f},{point.lon:.{DECIMALS}f}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where distances are counted from, and what is to be said about it."""

    point: Point | None = None
    label: str = ""
    trouble: str = ""


@dataclass
class Asked:
    words: str = ""
    typed_place: str = ""
    point: Point | None = None
    kilometres: int | None = None
    cause: list[str] = field(default_factory=list)
    ticks: list[str] = field(default_factory=list)

    @classmethod
    def in_address(cls, given: QueryDict) -> "Asked":
        within = given.get("rayon", "")
        return cls(
            words=typed_query(given.get("q")),
            typed_place=typed_query(given.get("lieu")),
            point=point_in(given.get("de")),
            kilometres=int(within) if within in map(str, KILOMETRES) else None,
            cause=given.getlist("cause"),
            ticks=[name for name in TICKS if name in given.getlist("avec")],
        )

    @cached_property
    def causes(self) -> list[Cause]:
        return list(Cause.objects.all())

    @property
    def chosen_causes(self) -> list[Cause]:
        return [cause for cause in self.causes if cause.slug in self.cause]

    @cached_property
    def place(self) -> Place:
        """A typed place goes before a point: it is what the reader sees."""
        if not self.typed_place:
            return Place(self.point, _("le point choisi")) if self.point else Place()
        try:
            located = locate(self.typed_place)
        except UnavailableError as error:
            return Place(trouble=str(error))
        if located is None:
            unknown = _("Nous ne trouvons pas « %(place)s ». Essayez une adresse avec sa commune, ou un code postal.")
            return Place(trouble=unknown % {"place": self.typed_place})
        rough = _("L’adresse exacte n’a pas pu être cherchée : les distances partent du milieu de %(place)s.")
        trouble = rough % {"place": located.label} if located.rough else ""
        return Place(located.point, located.label, trouble)

    @property
    def facets(self) -> frozenset[int]:
        return frozenset(TICKS[name].value for name in self.ticks)

    @property
    def any_of(self) -> frozenset[int]:
        return frozenset(of_cause(cause.pk) for cause in self.chosen_causes)

    @property
    def question(self) -> Question:
        metres = self.kilometres * 1000.0 if self.kilometres and self.place.point else None
        return Question(plain(self.words), self.place.point, metres, self.facets, self.any_of)

    def address(self, **other: object) -> str:
        """The query string, with something else in it: ``None`` takes a part out."""
        parts: dict[str, object] = {
            "q": self.words,
            "lieu": self.typed_place,
            "de": written(self.point) if self.point and not self.typed_place else "",
            "rayon": self.kilometres,
            "cause": [cause.slug for cause in self.chosen_causes],
            "avec": self.ticks,
        } | other
        return "?" + urlencode({name: value for name, value in parts.items() if value}, doseq=True)
