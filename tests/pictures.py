"""Real photographs with everything a tablet puts into them, and files that only pretend to be one.

The photographs come with scikit-image (public domain or CC0). Every piece of metadata holds the word CANARY, so that a
test can look for it in raw bytes.
"""

import struct
import zlib
from functools import cache
from io import BytesIO

import numpy as np
import pillow_heif
import skimage.data
from PIL import Image, ImageCms, ImageDraw
from PIL.ExifTags import GPS, IFD, Base
from PIL.Image import Resampling, Transpose
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY"
TWELVE_MEGAPIXELS = (4000, 3000)
TABLET = (2048, 1536)
PORTRAITS = ("astronaut", "chelsea", "coffee", "rocket", "retina", "hubble_deep_field")
CORNERS = {"top left": "red", "top right": "lime", "bottom left": "blue", "bottom right": "yellow"}

# The transposition that turns an upright picture into the one that a camera stores under this EXIF orientation.
_STORED = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}


@cache
def photograph(name: str = "astronaut", size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A photograph of scikit-image scaled to `size`, with the grain of a sensor so that it weighs what photos weigh."""
    pixels = getattr(skimage.data, name)()
    scaled = np.asarray(Image.fromarray(pixels).convert("RGB").resize(size, Resampling.BICUBIC), dtype=np.int16)
    grain = np.random.default_rng(len(name)).normal(0, 6, (size[1], size[0], 1)).astype(np.int16)
    return Image.fromarray((scaled + grain).clip(0, 255).astype(np.uint8))


def coloured_corners(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Upright: red, lime, blue and yellow quarters, as CORNERS says."""
    width, height = size
    image = Image.new("RGB", size, CORNERS["top left"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height // 2), CORNERS["top right"])
    draw.rectangle((0, height // 2, width // 2, height), CORNERS["bottom left"])
    draw.rectangle((width // 2, height // 2, width, height), CORNERS["bottom right"])
    return image


def exif(orientation: int = 1) -> bytes:
    """EXIF with a place, a person, a maker note and an embedded thumbnail."""
    block = Image.Exif()
    block[Base.Orientation] = orientation
    block[Base.Artist] = "CANARY-ARTIST"
    block[Base.Make] = "CANARY-MAKE"
    block.get_ifd(IFD.Exif)[Base.MakerNote] = b"CANARY-MAKERNOTE"
    block.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: (48.0, 51.0, 23.4),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: (2.0, 21.0, 7.9),
            GPS.GPSProcessingMethod: b"CANARY-GPS",
        }
    )
    return _with_thumbnail(block.tobytes())


def _with_thumbnail(block: bytes) -> bytes:
    tiff = bytearray(block.removeprefix(b"Exif\x00\x00"))
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(order + "L", tiff, 4)
    (entries,) = struct.unpack_from(order + "H", tiff, first)
    out = BytesIO()
    photograph().resize((160, 120)).save(out, "JPEG", comment=b"CANARY-THUMBNAIL")
    thumbnail = out.getvalue()
    second = len(tiff)
    struct.pack_into(order + "L", tiff, first + 2 + 12 * entries, second)
    behind = second + 2 + 2 * 12 + 4
    tiff += struct.pack(order + "HHHLLHHLLL", 2, 0x0201, 4, 1, behind, 0x0202, 4, 1, len(thumbnail), 0)
    return b"Exif\x00\x00" + bytes(tiff) + thumbnail


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><CANARY-XMP/></x:xmpmeta>'


def encoded(image: Image.Image, format_: str = "JPEG", *, orientation: int = 1, **options: object) -> bytes:
    """The picture as a device stores it (JPEG, MPO, PNG, WEBP or HEIC), with all metadata, turned as EXIF says."""
    if format_ == "HEIC":
        return _heic(image, orientation, **options)
    stored = image.transpose(_STORED[orientation]) if orientation > 1 else image
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given: dict[str, object] = {"exif": exif(orientation), "icc_profile": profile, **options}
    if format_ in {"JPEG", "MPO"}:
        given = {"quality": 90, "comment": b"CANARY-COMMENT", "xmp": XMP, **given}
    if format_ == "MPO":
        given |= {"save_all": True, "append_images": [stored.resize((320, 240))]}
    if format_ == "PNG":
        text = PngInfo()
        text.add_text("Comment", "CANARY-COMMENT")
        text.add_text("CANARY-ZTXT", "CANARY", zip=True)
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        given["pnginfo"] = text
    if format_ == "WEBP":
        given |= {"xmp": XMP}
    out = BytesIO()
    stored.save(out, format_, **given)
    return out.getvalue() + (b"" if format_ == "WEBP" else b"CANARY-TRAILING" * 9)


def _heic(image: Image.Image, orientation: int, **options: object) -> bytes:
    stored = image.transpose(_STORED[orientation]) if orientation > 1 else image
    out = BytesIO()
    pillow_heif.from_pillow(stored).save(out, exif=exif(orientation), xmp=XMP, quality=80, **options)
    return out.getvalue()


@cache
def from_camera(name: str = "astronaut", orientation: int = 1) -> bytes:
    """A 12-megapixel JPEG of about 3 MB with GPS and all else."""
    return encoded(photograph(name, TWELVE_MEGAPIXELS), orientation=orientation, quality=88)


@cache
def from_tablet(name: str = "chelsea", orientation: int = 1) -> bytes:
    """What the notebook sends: a JPEG of 2048 px."""
    return encoded(photograph(name, TABLET), orientation=orientation, quality=85)


# --- files that are no photo, or want to be much more than they weigh -------------------------------------------------


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def png_of(width: int, height: int, pixels: bytes, *chunks: bytes, bits: int = 8, colour: int = 0) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, bits, colour, 0, 0, 0))
    body = png_chunk(b"IDAT", pixels)
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + body + png_chunk(b"IEND", b"")


def jpeg_claiming(data: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in the header of its (last, so not the thumbnail's) frame."""
    at = max(data.rfind(b"\xff\xc0\x00\x11"), data.rfind(b"\xff\xc2\x00\x11"))
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def webp_claiming(width: int, height: int, kind: bytes = b"VP8X") -> bytes:
    if kind == b"VP8X":
        head = b"\x10\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    else:
        head = b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little")
    body = b"WEBP" + kind + struct.pack("<L", len(head)) + head + b"\0" * 20_000
    return b"RIFF" + struct.pack("<L", len(body)) + body


def heic_claiming(data: bytes, width: int, height: int) -> bytes:
    parts = data.split(b"ispe")
    return b"ispe".join([parts[0], *(p[:4] + struct.pack(">LL", width, height) + p[12:] for p in parts[1:])])


def plain_jpeg(size: tuple[int, int] = (320, 240), **options: object) -> bytes:
    out = BytesIO()
    photograph().resize(size).save(out, "JPEG", **options)
    return out.getvalue()


def many_scans(scans: int = 2000) -> bytes:
    """A progressive JPEG of 49 megapixels whose shortest scan comes again and again."""
    data = jpeg_claiming(plain_jpeg(progressive=True), 7000, 7000)
    cheapest = min(data[:-2].split(b"\xff\xda")[1:], key=len)
    return data[:-2] + (b"\xff\xda" + cheapest) * scans + b"\xff\xd9"


def zeros(length: int) -> bytes:
    return zlib.compress(bytes(length), 9)


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


@cache
def attacks() -> dict[str, tuple[bytes, str]]:
    """Name → (bytes, the code with which they must be refused)."""
    photo, small = plain_jpeg(), photograph().resize((160, 120))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    heic = saved_heic(small)
    return {
        "nothing": (b"", "empty"),
        "one byte": (b"\xff", "not_a_photo"),
        "svg": (svg, "not_a_photo"),
        "html": (b"<!doctype html><html><body><script>alert(1)</script></body></html>", "not_a_photo"),
        "pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF", "not_a_photo"),
        "text": ("Ceci est un texte, voilà tout.".encode(), "not_a_photo"),
        "zip": (b"PK\x03\x04" + bytes(200), "not_a_photo"),
        "film": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(200), "not_a_photo"),
        "avif": (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(200), "not_a_photo"),
        "gif": (saved(small, "GIF"), "not_a_photo"),
        "animated gif": (saved(small, "GIF", save_all=True, append_images=[small.rotate(90)]), "not_a_photo"),
        "bmp": (saved(small, "BMP"), "not_a_photo"),
        "tiff": (saved(small, "TIFF"), "not_a_photo"),
        "icon": (saved(small, "ICO"), "not_a_photo"),
        "photo behind a gif's first bytes": (b"GIF89a" + photo, "not_a_photo"),
        "svg behind a jpeg's first bytes": (b"\xff\xd8\xff\xe0" + svg, "damaged"),
        "html behind a png's first bytes": (b"\x89PNG\r\n\x1a\n<html>" + bytes(99), "damaged"),
        "too heavy": (photo + bytes(25 * 1024 * 1024), "too_heavy"),
        "png bomb, 400 megapixels": (png_of(20_000, 20_000, zeros(20_000_000)), "too_many_pixels"),
        "png bomb, one bit a pixel": (png_of(20_000, 20_000, zeros(50_020_000), bits=1), "too_many_pixels"),
        "jpeg bomb": (jpeg_claiming(photo, 20_000, 20_000), "too_many_pixels"),
        "progressive jpeg bomb": (jpeg_claiming(plain_jpeg(progressive=True), 20_000, 20_000), "too_many_pixels"),
        "webp bomb, canvas": (webp_claiming(20_000, 20_000), "too_many_pixels"),
        "webp bomb, lossless": (webp_claiming(16_384, 16_384, b"VP8L"), "too_many_pixels"),
        "heic bomb": (heic_claiming(heic, 20_000, 20_000), "too_many_pixels"),
        "jpeg of 49 megapixels without their data": (jpeg_claiming(photo, 7000, 7000), "damaged"),
        "png of 49 megapixels without their data": (png_of(7000, 7000, zeros(70_000)), "damaged"),
        "webp of 49 megapixels without their data": (webp_claiming(7000, 7000), "damaged"),
        "heic of 49 megapixels without their data": (heic_claiming(heic, 7000, 7000), "damaged"),
        "jpeg of two thousand scans": (many_scans(), "damaged"),
        "jpeg of a million segments": (photo[:2] + b"\xff\xe5\0\2" * 1_000_000 + photo[2:], "damaged"),
        "jpeg full of filling": (photo[:20] + bytes(1_000_000) + photo[20:], "damaged"),
        "jpeg cut short and closed": (photo[: len(photo) * 2 // 3] + b"\xff\xd9", "damaged"),
        "jpeg padded with zeros": (photo[: len(photo) * 2 // 3] + bytes(len(photo) // 3), "damaged"),
        "png with another checksum": (saved(small, "PNG").replace(b"IHDR\0\0\0\xa0", b"IHDR\0\0\0\xa1"), "damaged"),
        "png without its end": (saved(small, "PNG")[:-12], "damaged"),
        "png of a million chunks": (png_of(9, 9, zeros(90), png_chunk(b"tEXt", b"a\0b") * 1_000_000), "damaged"),
        "heic that holds more than it says": (heic_claiming(heic, 100, 100), "damaged"),
        "png whose profile explodes": (
            png_of(100, 100, zeros(10_100), png_chunk(b"iCCP", b"p\0\0" + zeros(200_000_000))),
            "damaged",
        ),
    }


def saved_heic(image: Image.Image) -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=80)
    return out.getvalue()
