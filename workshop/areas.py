"""Where a directory expects its projects to be: boxes, or the beginnings of postcodes. No Django."""

from dataclasses import dataclass

from workshop.geo import Box, Point

# By west, south, east, north: with Corsica, and overseas.
FRANCE = (
    "-5.3,41.2,9.8,51.3; -63.3,15.7,-60.7,18.3; -61.3,14.3,-60.7,15; -54.7,2,-51.5,5.9; 55.1,-21.5,56,-20.8; "
    "45,-13.1,45.4,-12.5; -56.6,46.6,-56,47.3; 163.4,-22.9,168.3,-19.4; -155,-28,-134,-7.5; -178.4,-14.5,-176,-13.1; "
    "39.6,-50,78,-11.4"
)
ANYWHERE = {"off", "none"}


@dataclass(frozen=True, slots=True)
class Area:
    """Neither boxes nor postcodes: anywhere."""

    boxes: tuple[Box, ...] = ()
    postcodes: tuple[str, ...] = ()

    def has(self, point: Point, postcode: str) -> bool:
        if self.postcodes and not postcode.startswith(self.postcodes):
            return False
        return not self.boxes or any(
            box.south <= point.lat <= box.north and box.west <= point.lon <= box.east for box in self.boxes
        )


def area(written: str) -> Area:
    """``france``, ``off``, postcodes as “75,93”, or boxes “west,south,east,north” by semicolon. Raises ValueError."""
    text = written.strip().lower()
    if text in ANYWHERE:
        return Area()
    if text == "france":
        text = FRANCE
    parts = [part.strip() for part in text.split(",")]
    if ";" not in text and all(part.isdecimal() and 1 < len(part) <= 5 for part in parts):
        return Area(postcodes=tuple(parts))
    return Area(boxes=tuple(_box(part) for part in text.split(";") if part.strip()))


def _box(text: str) -> Box:
    west, south, east, north = (float(edge) for edge in text.split(","))
    corners = Point(south, west), Point(north, east)
    if not (south < north and west < east):
        raise ValueError(f"no such box: {text}")
    return Box(corners[0].lat, corners[0].lon, corners[1].lat, corners[1].lon)
