"""The way from a school to a project, drawn to scale on the server: no tile, no script, nothing to load."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.geo import RADIUS_M, Point, distance_m

WIDTH, HEIGHT = 640.0, 400.0
# The two places keep this far from the edge, where their names stand.
MARGIN_X, MARGIN_Y = 150.0, 90.0
SMALLEST_M, FURTHEST_M = 250.0, 20_000.0
_BARS_M = (20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50)
_LONGEST_BAR = 130.0
# How far the way bends from the straight line, and where dots begin to hide a place.
_BEND, _CLEAR = 0.16, 26.0
# Nearer than this, one pin would hide the other.
_PIN = 56.0


@dataclass(frozen=True, slots=True)
class Spot:
    x: float
    y: float

    @property
    def anchor(self) -> str:
        """Names stand inwards of the edge that is near."""
        return "end" if self.x > WIDTH * 0.62 else "start" if self.x < WIDTH * 0.38 else "middle"


@dataclass(frozen=True, slots=True)
class Heap:
    """Places too near one another for a pin each: one pin in their midst says how many."""

    x: float
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Sketch:
    start: Spot
    end: Spot
    way: str
    others: tuple[Spot, ...]
    bar: float
    bar_m: int
    metres: float
    width: int = int(WIDTH)
    height: int = int(HEIGHT)

    @property
    def bar_label(self) -> str:
        return f"{self.bar_m // 1000} km" if self.bar_m >= 1000 else f"{self.bar_m} m"


def lay_out(start: Point, end: Point, others: Sequence[Point] = ()) -> Sketch | None:
    """North is up. None where a class would not walk: the two would be lost on it."""
    metres = distance_m(start, end)
    if metres > FURTHEST_M:
        return None
    middle = Point((start.lat + end.lat) / 2, (start.lon + end.lon) / 2)
    flat = [_metres_from(middle, point) for point in (start, end)]
    span_x, span_y = abs(flat[0][0] - flat[1][0]), abs(flat[0][1] - flat[1][1])
    scale = min((WIDTH - 2 * MARGIN_X) / max(span_x, SMALLEST_M), (HEIGHT - 2 * MARGIN_Y) / max(span_y, SMALLEST_M))

    def spot(point: Point) -> Spot:
        east, north = _metres_from(middle, point)
        return Spot(round(WIDTH / 2 + east * scale, 1), round(HEIGHT / 2 - north * scale, 1))

    first, last = spot(start), spot(end)
    dots = [one for one in map(spot, others) if _shows(one, first, last)]
    bar_m = next((metres for metres in _BARS_M if metres * scale <= _LONGEST_BAR), _BARS_M[-1])
    return Sketch(first, last, _way(first, last), tuple(dots), round(bar_m * scale, 1), bar_m, metres)


def _metres_from(middle: Point, point: Point) -> tuple[float, float]:
    """East and north, flat: a town is."""
    east = math.radians(point.lon - middle.lon) * RADIUS_M * math.cos(math.radians(middle.lat))
    return east, math.radians(point.lat - middle.lat) * RADIUS_M


def _way(start: Spot, end: Spot) -> str:
    across, down = end.x - start.x, end.y - start.y
    x, y = (start.x + end.x) / 2 - down * _BEND, (start.y + end.y) / 2 + across * _BEND
    return f"M{start.x:g} {start.y:g}Q{x:.1f} {y:.1f} {end.x:g} {end.y:g}"


def _shows(spot: Spot, *places: Spot) -> bool:
    inside = 8 < spot.x < WIDTH - 8 and 8 < spot.y < HEIGHT - 8
    return inside and all(math.hypot(spot.x - place.x, spot.y - place.y) > _CLEAR for place in places)


def spread(points: Sequence[Point]) -> tuple[Spot, ...]:
    """Many places as dots on a wide sheet, each where it is; those far from most of the others are left out."""
    if not points:
        return ()
    lats, lons = sorted(point.lat for point in points), sorted(point.lon for point in points)
    middle = Point(lats[len(lats) // 2], lons[len(lons) // 2])
    flat = [_metres_from(middle, point) for point in points]
    reach = sorted(max(abs(east) / 1.6, abs(north)) for east, north in flat)
    scale = (HEIGHT / 2 - 30) / max(reach[int(len(reach) * 0.8) - 1 if len(reach) > 4 else -1], SMALLEST_M)
    dots = [Spot(round(WIDTH / 2 + east * scale, 1), round(HEIGHT / 2 - north * scale, 1)) for east, north in flat]
    return tuple(dot for dot in dots if _shows(dot))


def heaped(spots: Sequence[Spot]) -> tuple[Heap, ...]:
    """From the north down: a pin hides what stands behind its head."""
    heaps: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda spot: (spot.y, spot.x)):
        near = [heap for heap in heaps if math.hypot(spot.x - heap[0].x, spot.y - heap[0].y) < _PIN]
        near[0].append(spot) if near else heaps.append([spot])
    return tuple(
        Heap(round(_mean([s.x for s in heap]), 1), round(_mean([s.y for s in heap]), 1), len(heap)) for heap in heaps
    )


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
