"""The upright original: every pixel of the photo, none of its metadata. Made by a task, kept privately for a while."""

from investigations.photos.colours import flat, scalable, to_srgb
from investigations.photos.errors import Refused, refusing
from investigations.photos.formats import open_photo
from investigations.photos.intake import jpeg_bytes, load, upright
from investigations.photos.limits import ORIGINAL_QUALITY
from investigations.photos.sources import Source, read


def upright_original(source: Source) -> bytes:
    """The photo at full resolution as JPEG at quality 92, upright, in sRGB.

    Raises PhotoRefused(empty | too_heavy | too_many_pixels | not_a_photo | damaged).
    """
    format_, image = open_photo(read(source))
    with image, refusing(Refused.DAMAGED):
        way_up = load(image, format_)
        full = scalable(image)
        if full.mode == "RGBA":
            full = flat(full)
        full = upright(to_srgb(full, image.info.get("icc_profile")), way_up)
        return jpeg_bytes(full, ORIGINAL_QUALITY)
