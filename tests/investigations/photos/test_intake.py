from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageCms

from investigations.photos import CLEAN_EDGE, THUMBNAIL_EDGE
from investigations.photos.intake import intake
from investigations.photos.originals import upright_original
from tests import pictures

FORMATS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "HEIC": "HEIC"}


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data), formats=["JPEG"])
    image.load()
    return image


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


def corners(image: Image.Image) -> list[str]:
    """Names of the colours at top left, top right, bottom left and bottom right."""
    colours = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
    width, height = image.size
    places = [(x, y) for y in (height // 10, height * 9 // 10) for x in (width // 10, width * 9 // 10)]
    return [next(name for name, colour in colours.items() if near(image.getpixel(at), colour)) for at in places]


def segments(data: bytes) -> list[int]:
    """The markers of a JPEG before its pixels."""
    found, at = [], 2
    while data[at + 1] != 0xDA:
        found.append(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return found


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", FORMATS)
def test_a_photo_comes_out_upright_whichever_way_it_was_held(format_, orientation):
    data = pictures.encoded(pictures.coloured_corners((640, 480)), format_, orientation=orientation)
    taken = intake(data)
    assert (taken.width, taken.height) == (640, 480)
    assert opened(taken.clean).size == (640, 480)
    assert opened(taken.thumbnail).size == (400, 300)
    for picture in (taken.clean, taken.thumbnail, upright_original(data)):
        assert corners(opened(picture)) == list(pictures.CORNERS.values())


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_that_was_beside_the_pixels_comes_out(format_):
    data = pictures.encoded(pictures.photograph(size=(1000, 750)), format_, orientation=6)
    assert pictures.CANARY in data
    taken = intake(data)
    for picture in (taken.clean, taken.thumbnail, upright_original(data)):
        assert pictures.CANARY not in picture
        assert b"Exif" not in picture
        assert b"http" not in picture
        assert set(segments(picture)) <= {0xE0, 0xDB, 0xC0, 0xC4}
        assert picture.endswith(b"\xff\xd9")
        assert picture.count(b"\xff\xd8\xff") == 1
        assert not opened(picture).getexif()


def test_a_camera_photo_is_scaled_to_the_two_sizes():
    taken = intake(pictures.from_camera(orientation=6))
    assert (taken.width, taken.height) == (CLEAN_EDGE, 1200)
    assert max(opened(taken.thumbnail).size) == THUMBNAIL_EDGE
    whole = pictures.photograph("astronaut", pictures.TWELVE_MEGAPIXELS).resize((16, 12))
    small = opened(taken.clean).resize((16, 12))
    pairs = zip(whole.tobytes(), small.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 16


def test_a_small_photo_keeps_its_size():
    taken = intake(pictures.plain_jpeg((320, 240)))
    assert opened(taken.clean).size == opened(taken.thumbnail).size == (320, 240)


def test_a_strip_keeps_a_side_of_one_pixel():
    taken = intake(pictures.saved(Image.new("RGB", (9000, 2), "red"), "PNG"))
    assert (taken.width, taken.height) == (1600, 1)


def test_the_original_keeps_every_pixel():
    original = opened(upright_original(pictures.from_camera(orientation=8)))
    assert original.size == pictures.TWELVE_MEGAPIXELS


def test_a_path_a_stream_and_bytes_give_the_same(tmp_path):
    data = pictures.from_tablet()
    path = tmp_path / "photo.txt"
    path.write_bytes(data)
    assert intake(path) == intake(BytesIO(data)) == intake(data)


def test_the_same_bytes_always_give_the_same_copy():
    assert intake(pictures.from_tablet()) == intake(pictures.from_tablet())


def sixteen_bits(image: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257)


UNUSUAL = {
    "grey": lambda image: pictures.saved(image.convert("L"), "JPEG"),
    "cmyk": lambda image: pictures.saved(image.convert("CMYK"), "JPEG"),
    "progressive": lambda image: pictures.saved(image, "JPEG", progressive=True),
    "restart markers": lambda image: pictures.saved(image, "JPEG", restart_marker_blocks=5),
    "full colour sampling": lambda image: pictures.saved(image, "JPEG", subsampling=0, quality=100),
    "grey png": lambda image: pictures.saved(image.convert("L"), "PNG"),
    "16-bit png": lambda image: pictures.saved(sixteen_bits(image), "PNG"),
    "palette": lambda image: pictures.saved(image.quantize(64), "PNG"),
    "grey with alpha": lambda image: pictures.saved(image.convert("LA"), "PNG"),
    "animated png": lambda image: pictures.saved(image, "PNG", save_all=True, append_images=[image.rotate(180)]),
    "animated webp": lambda image: pictures.saved(image, "WEBP", save_all=True, append_images=[image.rotate(180)]),
    "lossless webp": lambda image: pictures.saved(image, "WEBP", lossless=True),
}


@pytest.mark.parametrize("kind", UNUSUAL)
def test_an_unusual_photo_looks_the_same_afterwards(kind):
    image = pictures.photograph("coffee", (400, 300))
    wanted = image.convert("L").convert("RGB") if "grey" in kind or "16-bit" in kind else image
    got = opened(intake(UNUSUAL[kind](image)).clean)
    assert got.mode == "RGB"
    pairs = zip(wanted.resize((8, 6)).tobytes(), got.resize((8, 6)).tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 24


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_what_is_transparent_becomes_white(format_):
    image = Image.new("RGBA", (200, 100), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (100, 0, 200, 100))
    got = opened(intake(pictures.saved(image, format_)).clean)
    assert near(got.getpixel((20, 50)), (255, 255, 255))
    assert near(got.getpixel((180, 50)), (0, 0, 255))


def test_a_transparent_palette_colour_becomes_white():
    image = Image.new("P", (50, 50), 1)
    image.putpalette([0, 0, 0, 255, 0, 0])
    got = opened(intake(pictures.saved(image, "PNG", transparency=1)).clean)
    assert near(got.getpixel((25, 25)), (255, 255, 255))


def test_colours_of_another_profile_become_srgb():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "GRBs".encode("utf-16-be"))
    data = pictures.saved(pictures.coloured_corners(), "JPEG", icc_profile=swapped)
    assert corners(opened(intake(data).clean)) == ["lime", "red", "blue", "yellow"]
    assert corners(opened(upright_original(data))) == ["lime", "red", "blue", "yellow"]


def test_a_profile_that_makes_no_sense_is_ignored():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = pictures.coloured_corners()
    plain = intake(pictures.saved(image, "JPEG")).clean
    assert intake(pictures.saved(image, "JPEG", icc_profile=lab)).clean == plain
    assert intake(pictures.saved(image, "JPEG", icc_profile=b"no profile at all")).clean == plain


def test_exif_that_makes_no_sense_leaves_the_photo_as_it_is():
    for exif in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", pictures.exif(9)):
        taken = intake(pictures.saved(pictures.coloured_corners(), "JPEG", exif=exif))
        assert corners(opened(taken.clean)) == list(pictures.CORNERS.values())


def test_a_photo_that_is_also_a_web_page_is_a_photo_only():
    data = pictures.saved(pictures.coloured_corners(), "JPEG", comment=b"<script>alert('CANARY')</script>")
    assert b"script" not in intake(data + b"<html>CANARY</html>").clean
