"""A photo as it comes in: verified to the last pixel, turned upright, and written anew without any metadata."""

from io import BytesIO

from PIL import Image
from PIL.Image import Resampling, Transpose
from PIL.ImageFile import ImageFile

from investigations.photos.colours import flat, scalable, to_srgb
from investigations.photos.errors import Refused, refusing
from investigations.photos.exif import orientation
from investigations.photos.formats import open_photo
from investigations.photos.limits import CLEAN_EDGE, QUALITY, THUMBNAIL_EDGE
from investigations.photos.results import Format, Intake
from investigations.photos.sources import Source, read

_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """The size with its long edge at most `edge`, proportions kept, no side below 1."""
    width, height = size
    if max(size) <= edge:
        return size
    scale = edge / max(size)
    return max(1, round(width * scale)), max(1, round(height * scale))


def shrunk(image: Image.Image, edge: int, reducing_gap: float) -> Image.Image:
    """Scaled to `edge`. Bicubic: on photos as near to the ideal as Lanczos (47.1 and 47.0 dB), for 28 % less time."""
    size = fitted(image.size, edge)
    return image if size == image.size else image.resize(size, Resampling.BICUBIC, reducing_gap=reducing_gap)


def upright(image: Image.Image, way_up: int) -> Image.Image:
    return image.transpose(_TURNS[way_up]) if way_up in _TURNS else image


def jpeg_bytes(image: Image.Image, quality: int) -> bytes:
    """Encode the pixels and nothing else: Pillow would carry a comment over from `info`."""
    image.info = {}
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def load(image: ImageFile, format_: Format) -> int:
    """Load the pixels; the orientation that is left to apply. Raises PhotoRefused(damaged)."""
    with refusing(Refused.DAMAGED):
        image.load()
    return 1 if format_ == "HEIC" else orientation(image.info.get("exif"))


def intake(source: Source) -> Intake:
    """Verify a photo and make its clean copy (long edge 1600 px) and thumbnail (400 px), JPEG in sRGB at quality 80.

    A smaller photo keeps its size. Raises PhotoRefused(empty | too_heavy | too_many_pixels | not_a_photo | damaged).
    """
    format_, image = open_photo(read(source))
    with image:
        if format_ == "JPEG":
            # libjpeg halves while it decodes. The proportional size counts: a square one halves nothing at 4:3.
            image.draft(None, fitted(image.size, CLEAN_EDGE))
        with refusing(Refused.DAMAGED):
            way_up = load(image, format_)
            profile = image.info.get("icc_profile")
            small = shrunk(scalable(image), CLEAN_EDGE, reducing_gap=3.0)
    if small.mode == "RGBA":
        small = flat(small)
    with refusing(Refused.DAMAGED):
        clean = upright(to_srgb(small, profile), way_up)
        thumbnail = shrunk(clean, THUMBNAIL_EDGE, reducing_gap=2.0)
        return Intake(
            jpeg_bytes(clean, QUALITY),
            jpeg_bytes(thumbnail, QUALITY),
            *clean.size,
            format_,
        )
