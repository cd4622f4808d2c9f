"""All that a question means, page by page: what is behind a page costs nothing, and nothing is counted.

Who is on the map is read in the order of the search's own index, a range of it at a time; who has no point comes after
them, by key. Where one page ends stands in its answer, and the next one begins behind it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from investigations.directory.finding import Question, by_words, counts_of_all
from investigations.directory.models import CitizenProject, CitizenProjectQuerySet
from investigations.directory.places.models import Facet, Place, bit_of, cause_of
from workshop.geo import Box, Point, bounding_box, distance_m
from workshop.mercator import CODED, FINEST, point_of, ranges_of, spot_of, square_around

_AFTER = re.compile(r"^(?:p(\d{1,15})\.(\d{1,18})|u(\d{1,18}))$")
# The facets as fields of a project: for who isn't on the map.
_FIELDS = {
    Facet.WELCOMES.value: Q(welcomes_classes=True),
    Facet.STEP_FREE.value: Q(step_free=True),
    Facet.HANDS.value: ~Q(needs_hands=""),
    Facet.THINGS.value: ~Q(needs_things=""),
    Facet.MONEY.value: ~Q(needs_money=""),
}
# So many rows are read at once where most of them are left out by a circle.
_A_HANDFUL = 2_000


@dataclass(frozen=True, slots=True)
class Wanted(Question):
    """The list's question, in any of the boxes if there are some."""

    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    keys: list[int]
    # What stands in ``after`` for the next one; empty behind the last one.
    next: str = ""


@dataclass(frozen=True, slots=True)
class _Start:
    code: int = 0
    project: int = 0
    # Behind everybody who is on the map.
    unplaced: int | None = None


def page_of(wanted: Wanted, *, after: str = "", limit: int) -> Page:
    """Keys of live projects. Raises ValueError where ``after`` was not given by a page."""
    start = _start(after)
    if wanted.words:
        return _page_of_words(wanted, start, limit)
    found: list[tuple[int, int]] = []
    if start.unplaced is None:
        found = _placed(wanted, start, limit + 1)
        if len(found) > limit:
            code, key = found[limit - 1]
            return Page([key for _code, key in found[:limit]], f"p{code}.{key}")
    keys = [key for _code, key in found]
    if _on_the_map_only(wanted):
        return Page(keys)
    rest = _unplaced(wanted, start.unplaced or 0, limit - len(keys) + 1)
    if len(keys) + len(rest) <= limit:
        return Page(keys + rest)
    last = rest[limit - len(keys) - 1] if limit > len(keys) else (start.unplaced or 0)
    return Page((keys + rest)[:limit], f"u{last}")


def _start(after: str) -> _Start:
    if not after:
        return _Start()
    match = _AFTER.match(after)
    if not match:
        raise ValueError("after")
    code, project, unplaced = match.groups()
    return _Start(unplaced=int(unplaced)) if unplaced else _Start(int(code), int(project))


def _on_the_map_only(wanted: Wanted) -> bool:
    return bool(wanted.boxes) or _circle(wanted) is not None


def _circle(wanted: Wanted) -> Box | None:
    return bounding_box(wanted.centre, wanted.within_m) if wanted.centre and wanted.within_m else None


def _placed(wanted: Wanted, start: _Start, enough: int) -> list[tuple[int, int]]:
    """Code and key, in that order, from behind ``start``: of several causes, who has two of them is there once."""
    leading, rest = _leading(wanted)
    found: set[tuple[int, int]] = set()
    for facet in leading:
        found |= set(_under_one(wanted, facet, rest, start, enough))
    return sorted(found)[:enough]


def _leading(wanted: Wanted) -> tuple[list[int], list[int]]:
    """What the index is read by, the rarest where there is a choice, and what its rows are then asked for."""
    if wanted.causes:
        return sorted(wanted.causes), sorted(wanted.facets)
    if not wanted.facets:
        return [Facet.ALL.value], []
    counts = counts_of_all()
    first = min(wanted.facets, key=lambda facet: (counts.get(facet, 0), facet))
    return [first], sorted(wanted.facets - {first})


def _under_one(
    wanted: Wanted, facet: int, rest: Sequence[int], start: _Start, enough: int
) -> Iterator[tuple[int, int]]:
    places = _under_all(rest).filter(facet=facet)
    circle = _circle(wanted)
    ranges = _everywhere() if not wanted.boxes else _joined(_ranges(box) for box in wanted.boxes)
    if circle:
        ranges = _common(ranges, _ranges(circle))
    # Of the squares around a box or a circle some rows are left out.
    size = max(enough, _A_HANDFUL) if _on_the_map_only(wanted) else enough
    left = enough
    for first, last in ranges:
        for code, key, x, y in _range(places, first, last, start, size):
            point = point_of(x, y)
            if holds(wanted, point.lat, point.lon):
                yield code, key
                left -= 1
                if not left:
                    return


def _under_all(facets: Collection[int]) -> Any:
    places = Place.objects.all()
    bits = sum(bit_of(facet) for facet in facets)
    if bits:
        places = places.annotate(shared=F("bits").bitand(bits)).filter(shared=bits)
    for facet in facets:
        if not bit_of(facet):
            places = places.filter(Exists(Place.objects.filter(project=OuterRef("project"), facet=facet)))
    return places


def _range(places: Any, first: int, last: int, start: _Start, size: int) -> Iterator[Any]:
    """One range of the index, so many rows at a time: nothing is held between them."""
    if last < start.code:
        return
    code, key = (start.code, start.project) if first <= start.code else (first, 0)
    while True:
        rows = list(
            places.filter(code__range=(code, last))
            .filter(Q(code__gt=code) | Q(project__gt=key))
            .order_by("code", "project_id")
            .values_list("code", "project_id", "x", "y")[:size]
        )
        yield from rows
        if len(rows) < size:
            return
        code, key = rows[-1][0], rows[-1][1]


def holds(wanted: Wanted, lat: float | None, lon: float | None) -> bool:
    """Whether the boxes and the circle of a question hold a point; without any, everywhere and nowhere are in it."""
    if not _on_the_map_only(wanted):
        return True
    if lat is None or lon is None:
        return False
    boxes, centre = wanted.boxes, wanted.centre
    if boxes and not any(box.south <= lat <= box.north and box.west <= lon <= box.east for box in boxes):
        return False
    return centre is None or not wanted.within_m or distance_m(centre, Point(lat, lon)) <= wanted.within_m


def _everywhere() -> list[tuple[int, int]]:
    return [(0, (1 << (2 * CODED)) - 1)]


def _ranges(box: Box) -> list[tuple[int, int]]:
    top_left, bottom_right = spot_of(Point(box.north, box.west)), spot_of(Point(box.south, box.east))
    edges = (top_left.x, top_left.y, bottom_right.x, bottom_right.y)
    side = max(edges[2] - edges[0], edges[3] - edges[1], 1)
    # Squares of a quarter of a box or more: few ranges, little outside of them.
    return ranges_of(square_around(*edges, max(0, min(CODED, FINEST - side.bit_length() + 2))))


def _joined(several: Iterable[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(one for ranges in several for one in ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _common(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    both = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return sorted((first, last) for first, last in both if first <= last)


def _unplaced(wanted: Wanted, after: int, enough: int) -> list[int]:
    projects = _by_fields(wanted).filter(latitude=None, longitude=None, pk__gt=after)
    return list(projects.order_by("pk").values_list("pk", flat=True)[:enough])


def _by_fields(wanted: Wanted) -> CitizenProjectQuerySet:
    projects = CitizenProject.objects.live()
    for facet in wanted.facets:
        projects = projects.filter(_FIELDS.get(facet) or Q(causes=cause_of(facet)))
    if wanted.causes:
        projects = projects.filter(causes__in=[cause_of(facet) for facet in wanted.causes]).distinct()
    return projects


def _page_of_words(wanted: Wanted, start: _Start, limit: int) -> Page:
    """Words find a few hundred at most, the best ones: these, by key."""
    projects = _by_fields(wanted).filter(pk__in=by_words(wanted.words), pk__gt=start.unplaced or 0)
    rows = projects.order_by("pk").values_list("pk", "latitude", "longitude")
    found = [key for key, lat, lon in rows if holds(wanted, lat, lon)]
    return Page(found[:limit], f"u{found[limit - 1]}" if len(found) > limit else "")
