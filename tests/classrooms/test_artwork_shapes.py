"""Drawings as the eye gets them: 64 pixels wide, in black first, then in colour."""

import io
import math
from collections import Counter
from itertools import combinations

import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from classrooms.artwork import ANIMALS, SECRETS, svg_source
from tests.workshop.printing.raster import rasterised
from workshop.printing.colours import INK, PAPER, rgb
from workshop.printing.drawing import Forms

SIDE = 64
UNCOUNTED = {tuple(round(part * 255) for part in rgb(colour)) for colour in (INK, PAPER, "#ffffff")}


def drawn(kind: str, slugs: list[str]) -> dict[str, Image.Image]:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(SIDE * len(slugs), SIDE))
    forms = Forms(canvas)
    for slug in slugs:
        forms.prepare(svg_source(kind, slug))
    for place, slug in enumerate(slugs):
        forms.draw(svg_source(kind, slug), place * SIDE, 0, SIDE)
    canvas.save()
    (strip,) = rasterised(file.getvalue(), dpi=72)
    return {slug: strip.crop((place * SIDE, 0, (place + 1) * SIDE, SIDE)) for place, slug in enumerate(slugs)}


def outline(picture: Image.Image) -> Image.Image:
    white = Image.new("RGB", picture.size, "white")
    return ImageChops.difference(picture, white).convert("L").point(lambda value: 255 * (value > 20)).convert("1")


def covered(picture: Image.Image) -> int:
    return picture.histogram()[-1]


def main_colour(picture: Image.Image) -> tuple[int, int, int]:
    counts = Counter({colour: count for count, colour in picture.getcolors(SIDE * SIDE)})
    return next(colour for colour, _count in counts.most_common() if colour not in UNCOUNTED)


@pytest.mark.parametrize(("kind", "slugs"), [("animal", list(ANIMALS)), ("secret", list(SECRETS))])
def test_no_two_outlines_cover_the_same_place(kind, slugs):
    outlines = {slug: outline(picture) for slug, picture in drawn(kind, slugs).items()}
    for one, other in combinations(slugs, 2):
        both = covered(ImageChops.logical_and(outlines[one], outlines[other]))
        either = covered(ImageChops.logical_or(outlines[one], outlines[other]))
        assert both / either < 0.7, (one, other)


def test_no_two_secrets_have_the_same_main_colour():
    colours = {slug: main_colour(picture) for slug, picture in drawn("secret", list(SECRETS)).items()}
    for one, other in combinations(SECRETS, 2):
        assert math.dist(colours[one], colours[other]) > 60, (one, other)
