"""Lines of text that stay inside their box: they shrink, then wrap, then end in an ellipsis."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from workshop.printing.colours import INK, rgb
from workshop.printing.fonts import TITLE, covers

LONGEST = 200
TWO_LINES = 0.61  # of the size of one line, so that both stay in the same box
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
UNKNOWN = "·"


@dataclass(frozen=True, slots=True)
class Style:
    font: str
    size: float
    least: float = 0  # the smallest size it may shrink to; 0 keeps the size
    colour: str = INK


def clean(text: str) -> str:
    """Return one line: accents composed, no control characters, blanks joined, never longer than a page could hold."""
    composed = unicodedata.normalize("NFC", text[: LONGEST * 4])
    seen = "".join(" " if unicodedata.category(letter) in UNSEEN else letter for letter in composed)
    return re.sub(" {2,}", " ", seen).strip(" ")[:LONGEST]


def printable(line: str, font: str) -> str:
    """What a font can print of it: a ligature as its letters, a dot for a sign that it doesn't have."""
    seen = (" " if unicodedata.category(letter) in UNSEEN else letter for letter in line if not _joins(letter))
    return "".join(letter if covers(font, letter) else _instead(letter, font) for letter in seen)


def _instead(letter: str, font: str) -> str:
    plainer = unicodedata.normalize("NFKC", letter)
    return plainer if covers(font, plainer) else UNKNOWN


def _joins(letter: str) -> bool:
    """What only joins or varies the signs beside it, as in an emoji of four."""
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


@functools.lru_cache(maxsize=2048)
def fitted(text: str, font: str, size: float, least: float, width: float) -> tuple[str, float]:
    """Return the text and the size at which it fits: shrunk to no less than ``least``, then cut."""
    wide = stringWidth(text, font, size)
    if wide <= width:
        return text, size
    smaller = max(least or size, size * width / wide)
    while stringWidth(text, font, smaller) > width + 0.01 and text:
        text = text.rstrip("…")[:-1].rstrip() + "…" if len(text) > 1 else ""
    return text, smaller


@functools.lru_cache(maxsize=1024)
def headline(text: str, font: str, size: float, least: float, width: float) -> tuple[tuple[str, ...], float]:
    """Return one line where that leaves it large, else the two lines that can be set largest, and their size."""
    alone = size * width / max(stringWidth(text, font, size), 0.1)
    words = text.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b")
    if alone >= size * 0.62 or len(words) == 1:
        line, fits = fitted(text, font, size, least, width)
        return (line,), fits
    splits = [("".join(words[:cut]).strip(), "".join(words[cut:]).strip()) for cut in range(1, len(words))]
    first, second = min(splits, key=lambda pair: max(stringWidth(line, font, size) for line in pair))
    lines = [fitted(line, font, size * TWO_LINES, least, width) for line in (first, second)]
    smallest = min(fits for _line, fits in lines)
    return tuple(line for line, _fits in lines), smallest


def draw_line(
    canvas: Canvas, text: str, x: float, y: float, style: Style, *, width: float, centred: bool = False,
    to_right: bool = False,
) -> float:  # fmt: skip
    """Draw one line on its baseline, within ``width`` from x on, and return how wide it came out."""
    text = clean(text)
    font = style.font if covers(style.font, text) else TITLE
    text = printable(text, font)
    text, size = fitted(text, font, style.size, style.least, width)
    wide = stringWidth(text, font, size)
    canvas.setFillColorRGB(*rgb(style.colour))
    canvas.setFont(font, size)
    spare = width - wide
    canvas.drawString(x + (spare if to_right else spare / 2 if centred else 0), y, text)
    return wide
