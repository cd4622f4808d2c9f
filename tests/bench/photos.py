"""Intake against Willow, which a Wagtail rendition runs, and against the least that Pillow can do."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from time import perf_counter

from PIL import Image, ImageOps
from willow.image import Image as WillowImage

from investigations.photos import CLEAN_EDGE, DECODER, THUMBNAIL_EDGE
from investigations.photos.intake import fitted, intake
from investigations.photos.limits import QUALITY
from tests import pictures
from tests.bench.results import Result, cpu_seconds

EDGES = (CLEAN_EDGE, THUMBNAIL_EDGE)


def willow(data: bytes) -> None:
    """The calls of wagtail.images.models.Filter.run for `max-1600x1600|format-jpeg|jpegquality-80` and for 400."""
    for edge in EDGES:
        image = WillowImage.open(BytesIO(data)).auto_orient()
        width, height = image.get_size()
        scaled = image.crop((0, 0, width, height)).resize(fitted((width, height), edge))
        scaled.save_as_jpeg(BytesIO(), quality=QUALITY, progressive=True, optimize=True)


def pillow(data: bytes) -> None:
    """The least that gives the same two outputs: decode once, scale, transpose, save; the thumbnail from the copy."""
    with Image.open(BytesIO(data)) as image:
        for edge in EDGES:
            image.thumbnail((edge, edge), Image.Resampling.BICUBIC)
            ImageOps.exif_transpose(image, in_place=True)
            image.save(BytesIO(), "JPEG", quality=QUALITY)


def each(way: Callable[[bytes], object], photos: list[bytes]) -> None:
    for photo in photos:
        way(photo)


def run() -> list[Result]:
    camera = [pictures.from_camera(name, orientation) for name in pictures.PORTRAITS for orientation in (1, 6)]
    tablet = [pictures.from_tablet(name, orientation) for name in pictures.PORTRAITS for orientation in (1, 6)]
    theirs, ours = cpu_seconds(partial(each, willow, camera), partial(each, intake, camera), rounds=3)
    bare, tablets = cpu_seconds(partial(each, pillow, tablet), partial(each, intake, tablet), rounds=7)
    here, there = cpu_seconds(
        partial(each, intake, camera), partial(each, DECODER.intake, camera), rounds=7, clock=perf_counter
    )
    count = len(camera)
    weight = sum(map(len, camera)) / count / 1e6
    return [
        Result(f"12-megapixel JPEG ({weight:.2f} MB), Willow, CPU", f"{theirs / count * 1000:.0f} ms"),
        Result("12-megapixel JPEG, intake, CPU", f"{ours / count * 1000:.0f} ms", theirs / ours, at_least=4),
        Result("2048 px JPEG, bare Pillow, CPU", f"{bare / count * 1000:.0f} ms"),
        Result("2048 px JPEG, intake, CPU", f"{tablets / count * 1000:.0f} ms", tablets / bare, at_most=1.3),
        Result("12-megapixel JPEG, intake, wall clock", f"{here / count * 1000:.0f} ms"),
        Result("the same in the child process", f"{there / count * 1000:.0f} ms", there / here, at_most=1.5),
    ]
