"""The nearest projects, and what is in view of a map: the same time whatever their number.

Squares say how far one has to look, places are then read there and nowhere else. Plain b-trees do it, on SQLite and on
PostgreSQL alike; the statements are written out, since an ORM's own work would cost more than the database's.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from investigations.directory.places.models import ZOOMS, Facet, Place, Square, bit_of, pair_of
from workshop.geo import Box, Point, distance_m
from workshop.mercator import FINEST, Rect, Spot, metres_per_step, point_of, ranges_of, spot_of, square_around

# A map's clusters stand a quarter of a tile apart.
FINER = 2
# As many points as a map draws one by one.
POINTS_AT_MOST = 200
# With three facets and more there are no counts: so many of the nearest are looked at.
LOOKED_AT = 500
# Reading so many rows takes no longer than finding the nearest of them.
READ_IN_VIEW = 16_000
# The scale of Mercator changes by a percent in 50 km: who is nearest is settled among a few more.
_SPARE = 20
_LOCAL_M = 50_000
_SCALE_CHANGES_M = 2_500_000
# Every second zoom is enough to know how far to look: fewer squares are asked for, a few places more are read.
_MEASURING = ZOOMS[::2]
# The nine largest squares, whatever is in them.
_EVERYWHERE = 2.0 ** (FINEST - ZOOMS[0] + 1)
# How many times what should be enough is looked at, where facets go together less than by chance.
_FURTHER = (1.3, 8, 64, 512)


@dataclass(frozen=True, slots=True)
class Near:
    project: int
    point: Point
    # As the crow flies.
    metres: float


@dataclass(frozen=True, slots=True)
class Cluster:
    point: Point
    count: int
    # The one project, if it is alone.
    project: int | None


@dataclass(frozen=True, slots=True)
class View:
    """``whole`` is False where only the nearest to the middle are shown; ``count`` then says how many these are."""

    clusters: list[Cluster]
    count: int
    whole: bool


def nearest(
    centre: Point, *, facets: Collection[int] = (), any_of: Collection[int] = (), limit: int = 20
) -> list[Near]:
    """Live projects under all of the facets, and under one of ``any_of`` if these are given.

    Nearest first; equal distances by primary key.
    """
    found = {near.project: near for wanted in _ways(facets, any_of) for near in _nearest_under(centre, wanted, limit)}
    return sorted(found.values(), key=lambda near: (near.metres, near.project))[:limit]


def latest(*, facets: Collection[int] = (), any_of: Collection[int] = (), limit: int = 20) -> list[int]:
    """Live projects that are somewhere, under the facets as in ``nearest``: the latest to have come first."""
    found = {project for wanted in _ways(facets, any_of) for project in _latest_under(wanted, limit)}
    return sorted(found, reverse=True)[:limit]


def _ways(facets: Collection[int], any_of: Collection[int]) -> list[set[int]]:
    """Each set of facets that is enough by itself."""
    return [{*facets, one} for one in any_of] or [set(facets)]


def _latest_under(facets: set[int], limit: int) -> list[int]:
    wanted = facets or {Facet.ALL.value}
    totals = {facet: count_of(facet) for facet in wanted}
    leading, *rest = sorted(wanted, key=lambda facet: (totals[facet], facet))
    sql = (
        f"SELECT p.project_id FROM {_table(Place)} p WHERE p.facet = {leading}{_also(rest)} "  # noqa: S608 - whole numbers
        f"ORDER BY p.project_id DESC LIMIT {limit}"
    )
    return [project for (project,) in _rows(sql)]


def _nearest_under(centre: Point, facets: set[int], limit: int) -> list[Near]:
    spot, wanted = spot_of(centre), sorted(facets - {Facet.ALL.value}) or [Facet.ALL.value]
    counted = _counted_as(wanted)
    measures = [counted] if counted is not None else wanted
    squares = _squares_around(spot, finely=measures, largest={*wanted, Facet.ALL.value} - {*measures})
    leading, *rest = sorted(wanted, key=lambda facet: _how_many(squares, facet))
    measure = leading if counted is None else counted
    there, share = _how_many(squares, measure), 1.0
    if counted is None:
        share = math.prod(_how_many(squares, facet) / max(there, _how_many(squares, Facet.ALL), 1) for facet in rest)
    found: list[Near] = []
    for further in _FURTHER:
        enough = int(limit * further / max(share, 1e-6)) + _SPARE
        reach = _reach(squares, measure, spot, enough) if enough < there else _EVERYWHERE
        found = _within(centre, spot, reach, leading, rest, limit)
        if len(found) >= limit or reach == _EVERYWHERE:
            break
    return found[:limit]


def in_view(box: Box, zoom: int, *, facets: Collection[int] = (), any_of: Collection[int] = ()) -> View:
    """What a map shows at that zoom of tiles: points while few, else clusters, exact for one facet or two."""
    top_left, bottom_right = spot_of(Point(box.north, box.west)), spot_of(Point(box.south, box.east))
    edges = (top_left.x, top_left.y, bottom_right.x, bottom_right.y)
    ways = _ways(facets, any_of)
    wanted = sorted(ways[0] - {Facet.ALL.value}) or [Facet.ALL.value]
    counted = _counted_as(wanted) if len(ways) == 1 else None
    if counted is None:
        return _nearest_in_view(edges, facets, any_of)
    fine = max(ZOOMS[0], min(ZOOMS[-1], zoom + FINER))
    clusters = _clusters(edges, fine, counted)
    few = sum(cluster.count for cluster in clusters) <= POINTS_AT_MOST
    if few and any(one.count > 1 for one in clusters):
        rarest_first = _rarest_first(edges, fine, wanted) if len(wanted) > 1 else wanted
        clusters = _points(edges, rarest_first, POINTS_AT_MOST) if rarest_first else clusters
    return View(clusters, sum(cluster.count for cluster in clusters), whole=True)


def _counted_as(facets: Sequence[int]) -> int | None:
    if len(facets) == 1:
        return facets[0]
    return pair_of(*facets) if len(facets) == 2 else None


def count_of(facet: int = Facet.ALL) -> int:
    """How many places a facet has on the whole map."""
    total = Square.objects.filter(facet=facet, zoom=ZOOMS[0]).values_list("count", flat=True)
    return sum(total)


Squares = dict[int, dict[int, list[tuple[int, int, int]]]]


def _squares_around(spot: Spot, *, finely: Collection[int], largest: Collection[int]) -> Squares:
    """By facet and zoom: x, y and count of the nine squares around a spot; of some facets the largest squares only."""
    asked = [(facet, zoom) for facet in finely for zoom in _MEASURING] + [(facet, ZOOMS[0]) for facet in largest]
    wanted = ", ".join(
        f"({facet}, {zoom}, {(spot.x >> (FINEST - zoom)) + across})" for facet, zoom in asked for across in (-1, 0, 1)
    )
    table = _table(Square)
    down = f"CASE wanted.zoom {' '.join(f'WHEN {zoom} THEN {spot.y >> (FINEST - zoom)}' for zoom in _MEASURING)} END"
    sql = (
        f"WITH wanted (facet, zoom, x) AS (VALUES {wanted}) "  # noqa: S608 - whole numbers
        f"SELECT s.facet, s.zoom, s.x, s.y, s.count FROM wanted, {table} s "
        f"WHERE s.facet = wanted.facet AND s.zoom = wanted.zoom AND s.x = wanted.x "
        f"AND s.y BETWEEN {down} - 1 AND {down} + 1"
    )
    found: Squares = {facet: {} for facet, _zoom in asked}
    for facet, zoom, x, y, count in _rows(sql):
        found[facet].setdefault(zoom, []).append((x, y, count))
    return found


def _how_many(squares: Squares, facet: int) -> int:
    return sum(count for _x, _y, count in squares[facet].get(ZOOMS[0], ()))


def _reach(squares: Squares, facet: int, spot: Spot, enough: int) -> float:
    """So far, in steps of the finest zoom, that ``enough`` places are certainly within; or all that there are."""
    for zoom in reversed(_MEASURING):
        around = squares[facet].get(zoom, ())
        if sum(count for _x, _y, count in around) >= enough:
            return _certain(around, zoom, spot, enough)
    return _EVERYWHERE


def _certain(around: Sequence[tuple[int, int, int]], zoom: int, spot: Spot, enough: int) -> float:
    size, there, furthest = 1 << (FINEST - zoom), 0, 0.0
    for far, count in sorted((_far_corner(x * size, y * size, size, spot), count) for x, y, count in around):
        there, furthest = there + count, far
        if there >= enough:
            break
    return furthest


def _far_corner(x: int, y: int, size: int, spot: Spot) -> float:
    return math.hypot(max(abs(spot.x - x), abs(spot.x - x - size)), max(abs(spot.y - y), abs(spot.y - y - size)))


def _within(centre: Point, spot: Spot, reach: float, facet: int, rest: Sequence[int], limit: int) -> list[Near]:
    """Complete as far as ``reach``: what is read beyond it is left out, since something nearer may not have been."""
    metres = reach * metres_per_step(spot.y)
    # Far off, a step is not as long as here: read a little more, and settle who is nearest among more of them.
    wide = reach * (1 + metres / _SCALE_CHANGES_M)
    spare = _SPARE if metres < _LOCAL_M else 5 * _SPARE
    rect = _covering(spot.x - wide, spot.y - wide, spot.x + wide, spot.y + wide)
    found = [
        Near(project, point, distance_m(centre, point))
        for project, x, y, _far in _read(rect, facet, rest, spot, limit + spare)
        if (point := point_of(x, y))
    ]
    return sorted((near for near in found if near.metres <= metres), key=lambda near: (near.metres, near.project))


def _covering(left: float, top: float, right: float, bottom: float) -> Rect:
    """A rectangle in squares of about half of its longer side: a range costs more than some rows outside."""
    side = max(right - left, bottom - top, 1)
    zoom = max(0, min(20, FINEST - math.ceil(math.log2(side / 2))))
    return square_around(left, top, right, bottom, zoom)


def _read(
    rect: Rect, facet: int, rest: Sequence[int], spot: Spot, limit: int, edges: tuple[int, ...] | None = None
) -> list[tuple[int, int, int, int]]:
    """Project, x, y and squared distance of the nearest places in a rectangle."""
    table, also = _table(Place), _also(rest)
    if edges:
        left, top, right, bottom = edges
        also += f" AND p.x BETWEEN {left} AND {right} AND p.y BETWEEN {top} AND {bottom}"
    far = f"(p.x - {spot.x}) * (p.x - {spot.x}) + (p.y - {spot.y}) * (p.y - {spot.y})"
    # A range a branch: joined to a table of ranges, PostgreSQL takes each for a ninth of all rows.
    parts = " UNION ALL ".join(
        f"SELECT p.project_id AS project, p.x AS x, p.y AS y, {far} AS far FROM {table} p "  # noqa: S608 - whole numbers
        f"WHERE p.facet = {facet} AND p.code BETWEEN {first} AND {last}{also}"
        for first, last in ranges_of(rect)
    )
    return _rows(f"SELECT project, x, y, far FROM ({parts}) AS found ORDER BY far, project LIMIT {limit}")  # noqa: S608


def _also(rest: Sequence[int]) -> str:
    """And under these facets, too."""
    bits = sum(bit_of(other) for other in rest)
    also = f" AND p.bits & {bits} = {bits}" if bits else ""
    return also + "".join(
        f" AND EXISTS (SELECT 1 FROM {_table(Place)} o WHERE o.project_id = p.project_id AND o.facet = {other})"  # noqa: S608
        for other in rest
        if not bit_of(other)
    )


def _clusters(edges: tuple[int, ...], zoom: int, facet: int) -> list[Cluster]:
    rect = square_around(*edges, zoom)
    columns = ", ".join(str(x) for x in range(rect.left, rect.right + 1))
    sql = (
        f"SELECT count, sum_x, sum_y, sum_project FROM {_table(Square)} WHERE facet = {facet} AND zoom = {zoom} "  # noqa: S608
        f"AND x IN ({columns}) AND y BETWEEN {rect.top} AND {rect.bottom}"
    )
    return [
        Cluster(point_of(sum_x / count, sum_y / count), count, project if count == 1 else None)
        for count, sum_x, sum_y, project in _rows(sql)
    ]


def _points(edges: tuple[int, ...], facets: Sequence[int], limit: int) -> list[Cluster]:
    left, top, right, bottom = edges
    middle = Spot((left + right) // 2, (top + bottom) // 2)
    rows = _read(_covering(left, top, right, bottom), facets[0], facets[1:], middle, limit, edges)
    return [Cluster(point_of(x, y), 1, project) for project, x, y, _far in rows]


def _nearest_in_view(edges: tuple[int, ...], facets: Collection[int], any_of: Collection[int]) -> View:
    left, top, right, bottom = edges
    if (found := _all_in_view(edges, _ways(facets, any_of))) is not None:
        return found
    middle = point_of((left + right) / 2, (top + bottom) / 2)
    box = (point_of(left, top), point_of(right, bottom))
    near = nearest(middle, facets=facets, any_of=any_of, limit=LOOKED_AT)
    inside = [
        one for one in near if box[1].lat <= one.point.lat <= box[0].lat and box[0].lon <= one.point.lon <= box[1].lon
    ]
    reached = near[-1].metres if near else 0.0
    to_corner = math.hypot(right - left, bottom - top) / 2 * metres_per_step((top + bottom) / 2)
    whole = len(near) < LOOKED_AT or reached >= to_corner
    return View([Cluster(one.point, 1, one.project) for one in inside], len(inside), whole)


def _all_in_view(edges: tuple[int, ...], ways: Sequence[set[int]]) -> View | None:
    """By looking at every place in view under the rarest facet, while these are few enough."""
    left, top, right, bottom = edges
    zoom = max(ZOOMS[0], min(ZOOMS[-1], FINEST - max(right - left, bottom - top, 1).bit_length() + 2))
    spot, found = Spot((left + right) // 2, (top + bottom) // 2), {}
    for wanted in ways:
        if (rarest_first := _rarest_first(edges, zoom, wanted)) is None:
            return None
        leading, *rest = rarest_first
        rows = _read(_covering(*edges), leading, rest, spot, LOOKED_AT + 1, edges)
        found |= {project: (far, project, x, y) for project, x, y, far in rows}
    nearest_first = sorted(found.values())
    shown = [Cluster(point_of(x, y), 1, project) for _far, project, x, y in nearest_first[:LOOKED_AT]]
    return View(shown, len(shown), whole=len(nearest_first) <= LOOKED_AT)


def _rarest_first(edges: tuple[int, ...], zoom: int, facets: Collection[int]) -> list[int] | None:
    """None where even of the rarest there are too many in view to read them all."""
    there = {facet: sum(one.count for one in _clusters(edges, zoom, facet)) for facet in facets}
    ordered = sorted(facets, key=lambda facet: (there[facet], facet))
    return ordered if there[ordered[0]] <= READ_IN_VIEW else None


def _table(model: type[Place] | type[Square]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _rows(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
