"""The square map of the web: a point is two whole numbers, and a square of any zoom is a range of one number.

Web Mercator (EPSG:3857) as tiles use it: x grows to the east, y to the south, both from 0 to 2**FINEST - 1. It is
conformal, so the nearest of neighbours is the nearest on the ground. No Django.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from workshop.geo import Point

# A step of x is 0.6 m at the equator, 0.4 m in Paris.
FINEST = 26
# Of the Morton code: a square of 25 m in Paris.
CODED = 20
# Beyond, Mercator goes to infinity; no project is there.
FURTHEST = 85.05112878
_LAST = (1 << FINEST) - 1
_ROUND_M = 2 * math.pi * 6_378_137


@dataclass(frozen=True, slots=True)
class Spot:
    """``x`` and ``y`` at zoom ``FINEST``."""

    x: int
    y: int

    @property
    def code(self) -> int:
        """Bits of x and y in turn: who shares a square of any zoom shares the beginning."""
        return code_of(self.x >> (FINEST - CODED), self.y >> (FINEST - CODED))


@dataclass(frozen=True, slots=True)
class Rect:
    """Squares of ``zoom`` from ``left``, ``top`` to ``right``, ``bottom``, ends included."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int


def spot_of(point: Point) -> Spot:
    lat = max(-FURTHEST, min(FURTHEST, point.lat))
    across = (point.lon + 180) / 360
    down = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return Spot(_whole(across), _whole(down))


def point_of(x: float, y: float) -> Point:
    """The middle of a spot, or of several: ``x`` and ``y`` may be means."""
    across, down = (x + 0.5) / (1 << FINEST), (y + 0.5) / (1 << FINEST)
    return Point(math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down)))), across * 360 - 180)


def metres_per_step(y: float) -> float:
    """What a step of x or y is on the ground, at that y."""
    return _ROUND_M / (1 << FINEST) / math.cosh(math.pi * (1 - 2 * y / (1 << FINEST)))


def code_of(x: int, y: int) -> int:
    return _spread(x) | (_spread(y) << 1)


def ranges_of(rect: Rect) -> list[tuple[int, int]]:
    """Morton codes of zoom ``CODED`` within the squares: as few ranges as there can be, in order."""
    width = 2 * (CODED - rect.zoom)
    found: list[tuple[int, int]] = []
    for code in sorted(_codes(rect)):
        first, last = code << width, ((code + 1) << width) - 1
        if found and found[-1][1] + 1 == first:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def square_around(left: float, top: float, right: float, bottom: float, zoom: int) -> Rect:
    """The squares of ``zoom`` that hold a rectangle given at zoom ``FINEST``, clipped to the map."""
    shift = FINEST - zoom
    return Rect(zoom, *(max(0, min(_LAST, int(edge))) >> shift for edge in (left, top, right, bottom)))


def _codes(rect: Rect) -> Iterator[int]:
    for x in range(rect.left, rect.right + 1):
        for y in range(rect.top, rect.bottom + 1):
            yield code_of(x, y)


def _whole(share: float) -> int:
    return max(0, min(_LAST, int(share * (1 << FINEST))))


def _spread(n: int) -> int:
    """A nought before each of 32 bits."""
    n = (n | (n << 16)) & 0x0000FFFF0000FFFF
    n = (n | (n << 8)) & 0x00FF00FF00FF00FF
    n = (n | (n << 4)) & 0x0F0F0F0F0F0F0F0F
    n = (n | (n << 2)) & 0x3333333333333333
    return (n | (n << 1)) & 0x5555555555555555
