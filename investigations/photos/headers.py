"""What a file says about itself, before any pixel is loaded."""

from dataclasses import dataclass

from investigations.photos.exif import orientation
from investigations.photos.formats import Format, Source, open_photo, read


@dataclass(frozen=True)
class Header:
    """Width and height in pixels as stored; orientation is EXIF's, 1 to 8 (5 to 8 swap the sides when shown)."""

    format: Format
    width: int
    height: int
    orientation: int


def inspect(source: Source) -> Header:
    """Read the header of a photo, by its content and never by its name. No pixel is loaded.

    The orientation of a PNG that keeps its EXIF behind the pixels reads as 1; HEIC is turned by its decoder.
    Raises PhotoRefused(empty | too_heavy | too_many_pixels | not_a_photo | damaged).
    """
    format_, image = open_photo(read(source))
    with image:
        way_up = 1 if format_ == "HEIC" else orientation(image.info.get("exif"))
        return Header(format_, image.width, image.height, way_up)
