"""A spreadsheet takes the nought away from 01000; abroad there are postcodes of four digits."""

from classrooms.roster.text import plain
from workshop.geo import Box

_FRANCE = {"", "fr", "fra", "france", "france metropolitaine"}
# Where 01 to 09 are, a little wider: of a point that is elsewhere the four digits are another country's.
_DEPARTMENTS = {
    "1": Box(45.6, 4.7, 46.55, 6.2), "2": Box(48.8, 2.9, 50.1, 4.3), "3": Box(45.9, 2.2, 46.85, 4.05),
    "4": Box(43.6, 5.4, 44.7, 7.0), "5": Box(44.15, 5.4, 45.15, 7.1), "6": Box(43.45, 6.6, 44.4, 7.75),
    "7": Box(44.2, 3.8, 45.4, 4.95), "8": Box(49.2, 4.0, 50.2, 5.45), "9": Box(42.5, 0.8, 43.35, 2.2),
}  # fmt: skip


def with_nought(
    postcode: str, *, country: str = "", latitude: float | None = None, longitude: float | None = None
) -> str:
    if not (len(postcode) == 4 and postcode.isascii() and postcode.isdigit()):
        return postcode
    box = _DEPARTMENTS.get(postcode[0])
    if box is None or plain(country) not in _FRANCE:
        return postcode
    if not country and latitude is not None and longitude is not None:
        south, west, north, east = box
        if not (south <= latitude <= north and west <= longitude <= east):
            return postcode
    return f"0{postcode}"
