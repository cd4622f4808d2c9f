"""Points and distances on a sphere. Degrees (WGS 84) in, metres out; no Django."""

import math
from dataclasses import dataclass
from typing import NamedTuple

# Mean radius of the Earth (IUGG), in metres: within 0.6 % of the ellipsoid anywhere.
RADIUS_M = 6_371_008.8
# A class walks in pairs and waits at crossings: 4 km/h, where planners count 5 for an adult alone.
CHILDREN_KMH = 4.0
# Streets are longer than the straight line; 1.3 is a common detour factor on foot in a dense town.
DETOUR = 1.3


@dataclass(frozen=True, slots=True)
class Point:
    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):  # also refuses NaN
            raise ValueError(f"no such point: {self.lat}, {self.lon}")


class Box(NamedTuple):
    """``south <= north`` and ``west <= east``, so that two range conditions are enough for a database."""

    south: float
    west: float
    north: float
    east: float


def distance_m(a: Point, b: Point) -> float:
    """Return the length of the great circle between two points (haversine, exact for small distances too)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * RADIUS_M * math.asin(min(1.0, math.sqrt(h)))


def bounding_box(centre: Point, radius_m: float) -> Box:
    """Return a box that holds every point within ``radius_m``; a hair wider, so that rounding loses no one.

    A circle that reaches a pole or crosses the 180th meridian gets all longitudes: wider than needed, never narrower.
    """
    if radius_m < 0:
        raise ValueError("a radius is not negative")
    angle = (radius_m * (1 + 1e-9) + 1e-3) / RADIUS_M
    south, north = centre.lat - math.degrees(angle), centre.lat + math.degrees(angle)
    if south <= -90 or north >= 90:
        return Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    # The widest point of the circle lies a little poleward of its centre: asin, not division by the cosine.
    half_width = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(centre.lat)))))
    west, east = centre.lon - half_width, centre.lon + half_width
    if west < -180 or east > 180:
        return Box(south, -180.0, north, 180.0)
    return Box(south, west, north, east)


def walking_metres(straight_m: float) -> float:
    """Estimate the way on foot from the straight line."""
    return straight_m * DETOUR


def walking_minutes(straight_m: float) -> int:
    """Estimate a class's minutes on foot from the straight line, rounded up; 0 only on the spot."""
    return math.ceil(round(walking_metres(straight_m) / (CHILDREN_KMH * 1000 / 60), 6))


def metres_in(minutes: float) -> float:
    """Return the straight line that a class covers on foot in so many minutes."""
    return minutes * (CHILDREN_KMH * 1000 / 60) / DETOUR
