"""The card of a page: what others see of it before they follow a link. Plain words in, JPEG bytes out.

1200 × 630 pixels, as readers of Open Graph ask for (https://ogp.me); no word in the outer 40 pixels, which some cut.
"""

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from workshop.printing.colours import BRICK, INK, PAPER, SUN
from workshop.printing.fonts import text_file, title_bytes

SIZE = (1200, 630)
MARGIN = 64
QUALITY = 86
PICTURE_WIDTH = 540
TITLE_SIZES = (104, 92, 84, 76, 68, 60, 54, 48, 42)
MOST_LINES = 5
LINE = 1.08
NAME = "Cap ou pas cap ?"


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    kicker: str = ""
    byline: str = ""
    # Of a picture that is public: JPEG bytes, masked and without metadata.
    picture: bytes | None = None


def draw(card: Card, *, fonts: Path | None = None) -> bytes:
    """JPEG bytes; ``fonts`` keeps what was cut of the title's font. With a broken picture it is a card without."""
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    width = SIZE[0] - 2 * MARGIN
    picture = _cropped(card.picture) if card.picture else None
    width -= PICTURE_WIDTH - MARGIN // 2
    if picture:
        sheet.paste(picture, (SIZE[0] - PICTURE_WIDTH, 0))
    else:
        _route(pen)
    bottom = _foot(pen, card.byline, width, fonts)
    top = MARGIN
    if card.kicker:
        face = _text(27, bold=True)
        pen.text((MARGIN, top), _cut(_plain(card.kicker), face, width), font=face, fill=BRICK)
        top += 50
    _title(pen, _plain(card.title), top, width, bottom - top, fonts)
    data = io.BytesIO()
    sheet.save(data, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return data.getvalue()


def _route(pen: ImageDraw.ImageDraw) -> None:
    """Where no picture is: the way from a school to a project, with its pin."""
    start, bend, end = (720, 560), (1080, 590), (1010, 268)
    for step in range(0, 101, 4):
        near, far = 1 - step / 100, step / 100
        x, y = (near * near * a + 2 * near * far * b + far * far * c for a, b, c in zip(start, bend, end, strict=True))
        pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill=INK)
    pen.rounded_rectangle((698, 538, 742, 582), 6, fill=INK)
    x, y = end
    pen.polygon(((x - 61, y - 56), (x + 61, y - 56), (x, y + 34)), fill=BRICK)
    pen.ellipse((x - 72, y - 164, x + 72, y - 20), fill=BRICK)
    pen.ellipse((x - 27, y - 119, x + 27, y - 65), fill=PAPER)


def _title(pen: ImageDraw.ImageDraw, title: str, top: int, width: int, height: int, fonts: Path | None) -> None:
    for size in TITLE_SIZES:
        face = _face(size, fonts)
        lines = list(_lines(title, face, width))
        if len(lines) <= MOST_LINES and len(lines) * size * LINE <= height:
            break
    room = min(MOST_LINES, int(height // (size * LINE)))
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(" ".join(lines[room - 1 :]), face, width)]
    for row, line in enumerate(lines):
        pen.text((MARGIN, top + row * size * LINE), _cut(line, face, width), font=face, fill=INK)


def _foot(pen: ImageDraw.ImageDraw, byline: str, width: int, fonts: Path | None) -> int:
    """The paper's name and, above it, who tells; says where it begins."""
    face = _face(38, fonts)
    line = SIZE[1] - MARGIN - 38
    pen.text((MARGIN, line), NAME.replace(" ?", "\u00a0?"), font=face, fill=INK)
    before, whole = face.getlength("Cap ou pas "), face.getlength(NAME)
    pen.rounded_rectangle((MARGIN + before, line + 47, MARGIN + whole, line + 53), 3, fill=SUN)
    if not byline:
        return line - 24
    said = _text(27)
    first, *more = _lines(_plain(byline), said, width)
    rows = [first, " ".join(more)] if more else [first]
    start = line - 28 - 36 * len(rows)
    for row, words in enumerate(rows):
        pen.text((MARGIN, start + row * 36), _cut(words, said, width), font=said, fill=INK)
    return start - 16


def _cropped(data: bytes) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.draft("RGB", (PICTURE_WIDTH * 2, SIZE[1] * 2))
            return ImageOps.fit(picture.convert("RGB"), (PICTURE_WIDTH, SIZE[1]), centering=(0.5, 0.4))
    except (OSError, ValueError):
        return None


def _plain(words: str) -> str:
    """Our text face has no narrow space."""
    return " ".join(words.replace("\u202f", "\u00a0").split(" "))


def _lines(words: str, face: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if line and face.getlength(longer) > width:
            yield line
            longer = word
        line = longer
    yield line


def _cut(line: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    if face.getlength(line) <= width:
        return line
    while line and face.getlength(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"


@functools.lru_cache(maxsize=32)
def _face(size: int, fonts: Path | None) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(title_bytes(fonts)), size)


@functools.lru_cache(maxsize=8)
def _text(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(text_file("Bold" if bold else "Regular"), size)
