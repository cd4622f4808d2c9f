"""A sheet to print pictures on: flat colours, halftone and ink lines, in units of a 1600 × 1200 page.

Drawn at twice the size and reduced, then grained like cheap paper. No Django; seeded throughout.
"""

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from PIL import Image, ImageChops, ImageDraw

from workshop.printing import colours

WIDTH, HEIGHT = 1600, 1200
PIXELS = (2048, 1536)
OVER = 2
SCALE = PIXELS[0] / WIDTH * OVER
STEPS = 40

Points = Sequence[tuple[float, float]]
Outline = list[tuple[float, float]]

PAPER, INK, BRICK = colours.PAPER, colours.INK, colours.BRICK
LEAF, SKY, SUN, LILAC = colours.LEAF, colours.SKY, colours.SUN, colours.LILAC


def mix(one: str, other: str, part: float) -> str:
    """``part`` of ``other`` over ``one``, as a tint is printed on paper or a shade over a colour."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def tint(colour: str, part: float) -> str:
    return mix(PAPER, colour, part)


def shade(colour: str, part: float) -> str:
    return mix(colour, INK, part)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def oval(x: float, y: float, rx: float, ry: float | None = None, start: float = 0, end: float = 360) -> Outline:
    ry = rx if ry is None else ry
    angles = [math.radians(start + (end - start) * step / STEPS) for step in range(STEPS + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def box(x: float, y: float, w: float, h: float, r: float = 0) -> Outline:
    if not r:
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    r = min(r, w / 2, h / 2)
    corners = [(x + w - r, y + r, 270), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180)]
    return [point for cx, cy, a in corners for point in oval(cx, cy, r, r, a, a + 90)]


def smooth(points: Points, *, closed: bool = False, steps: int = 10) -> Outline:
    """A curve through all points (Catmull-Rom)."""
    given = list(points)
    around = [given[-1], *given, given[0], given[1]] if closed else [given[0], *given, given[-1]]
    out = []
    for p0, p1, p2, p3 in zip(around, around[1:], around[2:], around[3:], strict=False):
        for step in range(steps):
            out.append(_between(p0, p1, p2, p3, step / steps))
    return out if closed else [*out, given[-1]]


def _between(
    p0: Sequence[float], p1: Sequence[float], p2: Sequence[float], p3: Sequence[float], t: float
) -> tuple[float, float]:
    def axis(i: int) -> float:
        a, b, c, d = p0[i], p1[i], p2[i], p3[i]
        return (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3) / 2

    return axis(0), axis(1)


def blob(
    x: float, y: float, rx: float, ry: float, rng: random.Random, *, bumps: int = 11, rough: float = 0.12
) -> Outline:
    """An oval with an uneven edge: foliage, clouds, earth."""
    return smooth(
        [
            (
                x + rx * math.cos(angle) * (reach := 1 + rng.uniform(-rough, rough)),
                y + ry * math.sin(angle) * reach,
            )
            for angle in (math.tau * bump / bumps for bump in range(bumps))
        ],
        closed=True,
        steps=6,
    )


class Sheet:
    def __init__(self, ground: str = PAPER, *, seed: int = 1) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - where a leaf lies
        self.image = Image.new("RGB", (PIXELS[0] * OVER, PIXELS[1] * OVER), ground)
        self._draw = ImageDraw.Draw(self.image)
        self._moved = (SCALE, 0.0, 0.0, 0.0, SCALE, 0.0)

    @contextmanager
    def at(self, x: float, y: float, turn: float = 0, size: float = 1, flip: bool = False) -> Iterator[None]:
        """Draw in a place of its own: moved, turned clockwise by degrees, scaled, mirrored."""
        before = self._moved
        a, b, c, d, e, f = before
        cos, sin = math.cos(math.radians(turn)) * size, math.sin(math.radians(turn)) * size
        m = -1 if flip else 1
        self._moved = (
            (a * cos + b * sin) * m, -a * sin + b * cos, a * x + b * y + c,
            (d * cos + e * sin) * m, -d * sin + e * cos, d * x + e * y + f,
        )  # fmt: skip
        yield
        self._moved = before

    def fill(self, points: Points, colour: str) -> None:
        self._draw.polygon(self._here(points), fill=colour)

    def line(self, points: Points, colour: str = INK, width: float = 5) -> None:
        here = self._here(points)
        thick = max(1, round(width * self._size))
        self._draw.line(here, fill=colour, width=thick, joint="curve")
        half = thick / 2
        if half > 1:
            for x, y in (here[0], here[-1]):
                self._draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def dots(self, points: Points, colour: str, *, pitch: int = 14, part: float = 0.55) -> None:
        """Halftone inside a shape: how a printer makes a second tone of one ink."""
        here = self._here(points)
        left, top = (max(0, math.floor(min(p[i] for p in here))) for i in (0, 1))
        right = min(self.image.width, math.ceil(max(p[0] for p in here)))
        bottom = min(self.image.height, math.ceil(max(p[1] for p in here)))
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in here], fill=255)
        screen = _screen(pitch, part).crop((left, top, right, bottom))
        self.image.paste(colour, (left, top), ImageChops.multiply(mask, screen))

    def printed(self) -> Image.Image:
        """Reduced to the size of a tablet's photo, with the grain of the paper."""
        small = self.image.reduce(OVER)
        grain, specks = _grain()
        small.paste(PAPER, None, specks)
        return ImageChops.add(small, grain, 1, -128)

    @property
    def _size(self) -> float:
        a, _, _, d, _, _ = self._moved
        return math.hypot(a, d)

    def _here(self, points: Points) -> list[tuple[float, float]]:
        a, b, c, d, e, f = self._moved
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]


@cache
def _screen(pitch: int, part: float) -> Image.Image:
    """Dots in a screen turned by 45 degrees, of the whole sheet."""
    cell = round(pitch * SCALE / OVER) * OVER
    tile = Image.new("L", (cell * 4, cell * 4), 0)
    pen = ImageDraw.Draw(tile)
    r = cell * 4 * part / 2 * 0.7
    side = cell * 4
    for x, y in [(0, 0), (side, 0), (0, side), (side, side), (side / 2, side / 2)]:
        pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
    tile = tile.resize((cell, cell), Image.Resampling.BOX)
    return _tiled(tile, (PIXELS[0] * OVER, PIXELS[1] * OVER))


@cache
def _grain() -> tuple[Image.Image, Image.Image]:
    rng = random.Random(19)  # noqa: S311 - paper
    side = 512
    noise = Image.frombytes("L", (side, side), rng.randbytes(side * side))
    soft = Image.blend(noise, noise.resize((side // 2, side // 2)).resize((side, side)), 0.5)
    grain = _tiled(soft.point([round(128 + (v - 128) * 0.11) for v in range(256)]), PIXELS)
    coarse = noise.resize((side // 2, side // 2), Image.Resampling.BOX).resize((side, side), Image.Resampling.BICUBIC)
    specks = _tiled(coarse.point([70 if v > 214 else 0 for v in range(256)]), PIXELS)
    return Image.merge("RGB", (grain, grain, grain)), specks


def _tiled(tile: Image.Image, size: tuple[int, int]) -> Image.Image:
    out = Image.new(tile.mode, size)
    for x in range(0, size[0], tile.width):
        for y in range(0, size[1], tile.height):
            out.paste(tile, (x, y))
    return out
