"""One project in the brochure: drawn whole or on the next column, never cut in two."""

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from workshop.geo import Point
from workshop.printing import fonts
from workshop.printing.brochure_map import draw_pin
from workshop.printing.colours import BRICK, GREY, INK, SKY, rgb
from workshop.printing.flow import BODY
from workshop.printing.qr import draw_qr
from workshop.printing.text import Style, clean, draw_line, printable

RAIL, GAP = 23 * mm, 3.5 * mm
PICTURE_HIGH = 17.25 * mm
RADIUS = 3.4 * mm
HEAD = 9 * mm
NAME = ParagraphStyle("entry", parent=BODY, fontName=fonts.TITLE, fontSize=13, leading=14.5, spaceAfter=0)
CAUSES = ParagraphStyle("causes", parent=BODY, fontSize=8, leading=10.5, textColor=HexColor(BRICK), spaceAfter=2)
TEXT = ParagraphStyle("summary", parent=BODY, fontSize=9.5, leading=12.6, spaceAfter=3)
FACT = ParagraphStyle("fact", parent=BODY, fontSize=8.6, leading=11.2, spaceAfter=1.5)
ADDRESS = Style(fonts.TEXT, 7.5, 5, SKY)
MARK = Style(fonts.BOLD, 7.5, 6)
AFTER = 6.5 * mm


@dataclass(frozen=True, slots=True)
class Entry:
    """All in the reader's words; what is empty isn't printed. ``facts``: a label and what stands behind it."""

    number: int
    name: str
    section: str
    summary: str
    causes: tuple[str, ...]
    address: str
    facts: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    qr_text: str = ""
    address_in_words: str = ""
    point: Point | None = None
    picture: bytes | None = field(default=None, repr=False)


def marked(label: str, text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(f"<b>{inked(label, fonts.BOLD)}</b> {inked(text, style.fontName)}", style)


def plain(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(inked(text, style.fontName), style)


def inked(text: str, font: str) -> str:
    """Markup of typed text: a letter that the font lacks comes from the titles' font, which has more of them."""
    composed = unicodedata.normalize("NFC", text)
    if fonts.covers(font, composed):
        return escape(composed)
    runs = groupby(composed, lambda letter: not fonts.covers(font, letter) and fonts.covers(fonts.TITLE, letter))
    return "".join(
        f'<font name="{fonts.TITLE}">{escape("".join(letters))}</font>' if foreign
        else escape(printable("".join(letters), font))
        for foreign, letters in runs
    )  # fmt: skip


class EntryBlock(Flowable):
    def __init__(self, entry: Entry, cell: str, seen: Callable[[int], None]) -> None:
        super().__init__()
        self.entry, self.cell, self.seen = entry, cell, seen
        self.parts: list[tuple[Paragraph, float]] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        if not self.parts:
            self.width = width
            self.name = plain(self.entry.name, NAME)
            _wide, name_high = self.name.wrap(width - HEAD, 10_000)
            self.head = max(2 * RADIUS, name_high) + 2 * mm
            self.parts = [(part, part.wrap(self._text_width, 10_000)[1]) for part in self._paragraphs()]
            text = sum(high + part.style.spaceAfter for part, high in self.parts) + self._marks_high()
            rail = RAIL + (PICTURE_HIGH + 1 * mm if self.entry.picture else 0)
            self.high = self.head + max(text, rail) + 4.5 * mm + AFTER
        return width, self.high

    def split(self, _width: float, _height: float) -> list[Any]:
        return []

    @property
    def _text_width(self) -> float:
        return float(self.width - RAIL - GAP)

    def _paragraphs(self) -> Sequence[Paragraph]:
        entry = self.entry
        where = f"{entry.address}, {self.cell}" if self.cell else entry.address
        parts = [plain(" · ".join(entry.causes), CAUSES)] if entry.causes else []
        parts += [plain(entry.summary, TEXT), plain(where, FACT)]
        return [*parts, *(marked(label, text, FACT) for label, text in entry.facts)]

    def _mark_rows(self) -> list[list[tuple[str, float]]]:
        rows: list[list[tuple[str, float]]] = []
        for mark in map(clean, self.entry.marks):
            wide = stringWidth(mark, MARK.font, MARK.size) + 4 * mm
            if rows and sum(w + 1.5 * mm for _m, w in rows[-1]) + wide <= self._text_width:
                rows[-1].append((mark, wide))
            else:
                rows.append([(mark, wide)])
        return rows

    def _marks_high(self) -> float:
        return len(self._mark_rows()) * 5.4 * mm

    def draw(self) -> None:
        canvas, entry = self.canv, self.entry
        self.seen(entry.number)
        key, top = f"p{entry.number}", self.high
        canvas.bookmarkHorizontal(key, 0, top)
        canvas.addOutlineEntry(f"{entry.number}. {clean(entry.name)}", key, 1, closed=True)
        canvas.setStrokeColorRGB(*rgb(INK))
        canvas.setLineWidth(0.8)
        canvas.line(0, top, self.width, top)
        top -= 2.2 * mm
        draw_pin(canvas, RADIUS, top - RADIUS, entry.number, radius=RADIUS)
        self.name.drawOn(canvas, HEAD, top - self.name.height - 0.6 * mm)
        top -= self.head
        self._draw_rail(top)
        for part, high in self.parts:
            part.drawOn(canvas, 0, top - high)
            top -= high + part.style.spaceAfter
        self._draw_marks(top)
        wide = draw_line(canvas, entry.address_in_words, 0, AFTER - 1 * mm, ADDRESS, width=self.width)
        canvas.linkURL(entry.qr_text, (0, AFTER - 2 * mm, wide, AFTER + 2 * mm), relative=1)

    def _draw_rail(self, top: float) -> None:
        x = self.width - RAIL
        if self.entry.picture:
            picture = ImageReader(io.BytesIO(self.entry.picture))
            self.canv.drawImage(picture, x, top - PICTURE_HIGH, RAIL, PICTURE_HIGH)
            top -= PICTURE_HIGH + 1 * mm
        draw_qr(self.canv, self.entry.qr_text, x, top - RAIL, RAIL)

    def _draw_marks(self, top: float) -> None:
        """Each in its frame, in words."""
        for row in self._mark_rows():
            x, top = 0.0, top - 5.4 * mm
            for mark, wide in row:
                self.canv.setStrokeColorRGB(*rgb(GREY))
                self.canv.setLineWidth(0.7)
                self.canv.roundRect(x, top, wide, 4.4 * mm, 2.2 * mm)
                draw_line(self.canv, mark, x, top + 1.35 * mm, MARK, width=wide, centred=True)
                x += wide + 1.5 * mm
