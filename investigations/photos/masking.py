"""Covering parts of a photo for good: the pixels below are replaced, then the picture is written anew."""

from collections.abc import Iterable

from PIL import Image, ImageStat

from investigations.photos.boxes import Box
from investigations.photos.errors import Refused, refusing
from investigations.photos.formats import open_photo
from investigations.photos.intake import fitted, jpeg_bytes, load, shrunk
from investigations.photos.limits import CLEAN_EDGE, QUALITY, THUMBNAIL_EDGE
from investigations.photos.results import Masked
from investigations.photos.sources import Source, read


def masked(source: Source, boxes: Iterable[Box]) -> Masked:
    """Mask an upright picture of ours (clean copy or original); long edges 1600 and 400 px, JPEG at quality 80.

    Each box becomes one flat colour, the mean of what it covers: nothing else of it can be worked out again.
    Raises PhotoRefused(empty | too_heavy | too_many_pixels | not_a_photo | damaged).
    """
    picture = shrunk(opened(source, edge=CLEAN_EDGE), CLEAN_EDGE, reducing_gap=3.0)
    cover(picture, boxes)
    thumbnail = shrunk(picture, THUMBNAIL_EDGE, reducing_gap=2.0)
    return Masked(jpeg_bytes(picture, QUALITY), jpeg_bytes(thumbnail, QUALITY))


def opened(source: Source, *, edge: int = 0) -> Image.Image:
    """The pixels of an upright picture of ours; with ``edge``, perhaps fewer, but no side below what that asks for.

    Raises PhotoRefused as ``masked`` does.
    """
    format_, image = open_photo(read(source))
    if edge:
        # libjpeg halves while it decodes.
        image.draft(None, fitted(image.size, edge))
    with image, refusing(Refused.DAMAGED):
        load(image, format_)
        return image.convert("RGB")


def cover(picture: Image.Image, boxes: Iterable[Box]) -> None:
    for box in boxes:
        place = box.pixels(picture.size)
        if place[0] >= place[2] or place[1] >= place[3]:
            continue
        mean = ImageStat.Stat(picture.crop(place)).mean
        picture.paste(tuple(round(part) for part in mean), place)
