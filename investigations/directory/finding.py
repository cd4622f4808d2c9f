"""Who is found: by words, around a place, under facets. The same few queries whatever is asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet, Sum

from classrooms.roster.text import plain
from investigations.directory.models import Cause, CitizenProject
from investigations.directory.places.keeping import facets_of
from investigations.directory.places.models import ZOOMS, Facet, Place, Square, is_cause, of_cause
from investigations.directory.places.searching import count_of, latest, nearest
from workshop.geo import Box, Point, distance_m

# So many are looked at and listed; who has more narrows the question.
MOST = 500


@dataclass(frozen=True, slots=True)
class Question:
    words: str = ""
    centre: Point | None = None
    within_m: float | None = None
    # All of these, and one of those.
    facets: frozenset[int] = frozenset()
    causes: frozenset[int] = frozenset()

    @property
    def narrows(self) -> bool:
        return bool(self.facets or self.causes)

    def takes(self, facets: set[int]) -> bool:
        return self.facets <= facets and (not self.causes or not self.causes.isdisjoint(facets))


@dataclass(frozen=True, slots=True)
class Hit:
    project: int
    # As the crow flies, where a place was given.
    metres: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``counts``: how many would be left with one facet more; of a cause, how many with this one alone.

    A facet that can't be counted exactly is not in it. ``whole`` is False where there are more than those listed.
    """

    hits: list[Hit]
    whole: bool
    counts: dict[int, int] = field(default_factory=dict)


def find(question: Question, everywhere: Mapping[int, int] | None = None) -> Answer:
    """Nearest first around a place, best first by words, else by name; the latest where there are too many.

    ``everywhere``: ``counts_of_all``, from who has asked for it already.
    """
    if question.narrows and _asks_nothing(question) and _how_many(everywhere) > MOST:
        # Too many before the facets, without reading them.
        left = _under(question)
        return Answer(left[:MOST], len(left) <= MOST)
    base = _before_facets(question)
    if len(base) <= MOST:
        facets = facets_by_project(hit.project for hit in base)
        left = [hit for hit in base if question.takes(facets[hit.project])]
        return Answer(left, True, _counts([facets[hit.project] for hit in base], question))
    if not question.narrows:
        counts = dict(everywhere or counts_of_all()) if _asks_nothing(question) else {}
        return Answer(base[:MOST], False, counts)
    left = _under(question)
    return Answer(left[:MOST], len(left) <= MOST)


def by_words(words: str) -> list[int]:
    """Live projects that hold every word, whatever its accents and capitals; the best first."""
    found = CitizenProject.objects.live().search(plain(words))[: MOST + 1]
    # Their keys alone: as objects they would cost more than all else on a page.
    return list(found.get_queryset().values_list("pk", flat=True))


def _counts(there: list[set[int]], question: Question) -> dict[int, int]:
    counts: dict[int, int] = {}
    for facets in there:
        for facet in facets:
            # Causes add up: beside one stands what it would bring by itself.
            if question.facets <= facets if is_cause(facet) else question.takes(facets):
                counts[facet] = counts.get(facet, 0) + 1
    return counts


def located_by_words(
    words: str, box: Box, facets: Collection[int], any_of: Collection[int] = ()
) -> tuple[list[tuple[int, Point]], bool]:
    """Those in the box that hold the words, and whether these are all of them."""
    keys = by_words(words)
    rows = (
        _under_facets(CitizenProject.objects.filter(pk__in=keys), facets, any_of)
        .filter(latitude__range=(box.south, box.north), longitude__range=(box.west, box.east))
        .order_by("pk")
        .values_list("pk", "latitude", "longitude")
    )
    return [(key, Point(lat, lon)) for key, lat, lon in rows], len(keys) <= MOST


def counts_of_all(causes: Iterable[Cause] | None = None) -> dict[int, int]:
    """How many places each facet has on the whole map; ``causes`` are all of them, from who has them already."""
    # Named one by one: without its first column PostgreSQL reads all of an index.
    facets = [*Facet.values, *(of_cause(cause.pk) for cause in causes or Cause.objects.order_by().only("pk"))]
    squares = Square.objects.filter(facet__in=facets, zoom=ZOOMS[0]).values_list("facet")
    return dict(squares.annotate(there=Sum("count")).order_by().values_list("facet", "there"))


def _how_many(everywhere: Mapping[int, int] | None) -> int:
    return count_of() if everywhere is None else everywhere.get(Facet.ALL, 0)


def _asks_nothing(question: Question) -> bool:
    return not question.words and (question.centre is None or question.within_m is None)


def _before_facets(question: Question) -> list[Hit]:
    """One more than ``MOST`` tells that there are more."""
    if question.words:
        return _measured(by_words(question.words), question)
    if question.centre is None:
        rows = list(CitizenProject.objects.live().order_by("-pk").values_list("pk", "name")[: MOST + 1])
        if len(rows) <= MOST:
            rows.sort(key=lambda row: (plain(row[1]), row[0]))
        return [Hit(key) for key, _name in rows]
    return _around(question.centre, question, within_facets=False)


def _under(question: Question) -> list[Hit]:
    """Where there are more than can be looked at: the facets are asked of the database."""
    if question.words:
        hits = _measured(by_words(question.words), question)
        facets = facets_by_project(hit.project for hit in hits)
        return [hit for hit in hits if question.takes(facets[hit.project])]
    if question.centre is None:
        keys = latest(facets=question.facets, any_of=question.causes, limit=MOST + 1)
        return [Hit(key) for key in keys]
    return _around(question.centre, question, within_facets=True)


def _under_facets(
    projects: QuerySet[CitizenProject], facets: Collection[int], any_of: Collection[int]
) -> QuerySet[CitizenProject]:
    for wanted in [*([facet] for facet in sorted(facets)), *([sorted(any_of)] if any_of else [])]:
        projects = projects.filter(Exists(Place.objects.filter(project=OuterRef("pk"), facet__in=wanted)))
    return projects


def _around(centre: Point, question: Question, *, within_facets: bool) -> list[Hit]:
    facets, causes = (question.facets, question.causes) if within_facets else ((), ())
    near = nearest(centre, facets=facets, any_of=causes, limit=MOST + 1)
    return [
        Hit(one.project, one.metres) for one in near if question.within_m is None or one.metres <= question.within_m
    ]


def _measured(keys: list[int], question: Question) -> list[Hit]:
    """Hits by words, sorted by distance where a place is given: who has no point comes last, or not at all."""
    centre = question.centre
    if centre is None:
        return [Hit(key) for key in keys]
    rows = CitizenProject.objects.filter(pk__in=keys).order_by().values_list("pk", "latitude", "longitude")
    measured = [
        Hit(key, None if lat is None or lon is None else distance_m(centre, Point(lat, lon))) for key, lat, lon in rows
    ]
    if question.within_m is not None:
        measured = [hit for hit in measured if hit.metres is not None and hit.metres <= question.within_m]
    return sorted(measured, key=lambda hit: (hit.metres is None, hit.metres or 0.0, hit.project))


def facets_by_project(keys: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {key: set() for key in keys}
    for key, facet in Place.objects.filter(project__in=found).values_list("project", "facet"):
        found[key].add(facet)
    # Who has no point is not on the map.
    unplaced = [key for key, facets in found.items() if Facet.ALL not in facets]
    for project in CitizenProject.objects.for_cards().filter(pk__in=unplaced).order_by():
        found[project.pk] = facets_of(project)
    return found
