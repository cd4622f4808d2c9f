"""Which decoder reads the bytes. Each is named here: Pillow's registry, where any import adds formats, is not asked."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from investigations.photos import jpeg, png
from investigations.photos.errors import PhotoRefused, Refused, refusing
from investigations.photos.limits import MAX_PIXELS
from investigations.photos.results import Format

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}
_AV1_BRANDS = {b"avif", b"avis"}


class _Jpeg(JpegImageFile):
    """Pillow's, without its eager look into EXIF. MPO is a JPEG followed by others: the first one is the photo."""

    def _read_dpi_from_exif(self) -> None:
        return


_OPENERS: dict[Format, Callable[[BinaryIO], ImageFile]] = {
    "JPEG": _Jpeg,
    "PNG": PngImageFile,
    "WEBP": WebPImageFile,
    "HEIC": HeifImageFile,
}


def sniff(data: bytes) -> Format:
    """The format by its first bytes. Raises PhotoRefused(not_a_photo)."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        brands = data[8 : min(int.from_bytes(data[:4]), 256)]
        named = {brands[i : i + 4] for i in range(0, len(brands), 4)}
        if named & _HEIC_BRANDS and not named & _AV1_BRANDS:
            return "HEIC"
    raise PhotoRefused(Refused.NOT_A_PHOTO)


def _webp_canvas(data: bytes) -> int:
    """Pixels that a WebP announces: its decoder allocates them twice before anyone can ask."""
    if data[12:16] == b"VP8X":
        return (int.from_bytes(data[24:27], "little") + 1) * (int.from_bytes(data[27:30], "little") + 1)
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    return (int.from_bytes(data[26:28], "little") & 0x3FFF) * (int.from_bytes(data[28:30], "little") & 0x3FFF)


def open_photo(data: bytes) -> tuple[Format, ImageFile]:
    """The format and an opened, not yet loaded image of at most MAX_PIXELS.

    Raises PhotoRefused(not_a_photo | damaged | too_many_pixels).
    """
    format_ = sniff(data)
    if format_ == "WEBP" and _webp_canvas(data) > MAX_PIXELS:
        raise PhotoRefused(Refused.TOO_MANY_PIXELS)
    if format_ == "PNG":
        png.check(data)
    with refusing(Refused.DAMAGED):
        image = _OPENERS[format_](BytesIO(jpeg.decodable(data) if format_ == "JPEG" else data))
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise PhotoRefused(Refused.TOO_MANY_PIXELS)
    return format_, image
