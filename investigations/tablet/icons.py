"""The notebook's icon on a home screen: the house's pin, drawn by code."""

import functools
from io import BytesIO

from PIL import Image, ImageDraw

from workshop.printing.colours import BRICK, PAPER

SIZES = (180, 192, 512)
FINER = 4  # drawn so much larger, so that edges are smooth


@functools.cache
def icon(size: int) -> bytes:
    """A PNG; what counts lies within the safe zone of maskable icons (W3C: a circle of 40 % of the size as radius)."""
    side = size * FINER
    image = Image.new("RGB", (side, side), PAPER)
    draw = ImageDraw.Draw(image)
    middle, radius, top = side / 2, side * 0.2, side * 0.42
    draw.polygon(
        [
            (middle - radius * 0.94, top + radius * 0.36),
            (middle + radius * 0.94, top + radius * 0.36),
            (middle, side * 0.84),
        ],
        fill=BRICK,
    )
    draw.ellipse((middle - radius, top - radius, middle + radius, top + radius), fill=BRICK)
    hole = radius * 0.45
    draw.ellipse((middle - hole, top - hole, middle + hole, top + hole), fill=PAPER)
    out = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
