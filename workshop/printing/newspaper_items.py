"""The parts of a story as they stand in a column: lines, headings, quotes, tall pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import BRICK, GREY, HAIRLINE, INK, rgb
from workshop.printing.newspaper_columns import ROW, Item, rows_of
from workshop.printing.newspaper_parts import Block, Heading, Picture, Quote, Text
from workshop.printing.newspaper_pictures import Framed
from workshop.printing.typesetting import Face, Line, Run, draw, even_lines, set_lines

BODY = Face(fonts.TEXT, 10, ROW)
BODY_BOLD = Face(fonts.BOLD, 10, ROW)
HEADING = Face(fonts.TITLE, 13.6, ROW, hyphenate=False)
PULLED = Face(fonts.TITLE, 15, 1.3 * ROW, hyphenate=False)
NAME = Face(fonts.ITALIC, 8.8, 11, GREY, italic=fonts.ITALIC)
INDENT, LIST = 10.0, 11.0
HANGING = 4.2 * mm
# More words are an answer to read, not a cry to catch the eye.
PULLED_AT_MOST = 170
BASELINE = 0.74  # of a row, from its top


@dataclass(slots=True)
class TextLine:
    line: Line
    face: Face = BODY
    shift: float = 0
    mark: str = ""
    bar: bool = False
    gap: int = 0
    breaks: bool = True
    waits: bool = False
    rows: int = 1

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        y = top - BASELINE * ROW
        if self.bar:
            canvas.setFillColorRGB(*rgb(HAIRLINE))
            canvas.rect(x, top - ROW, 2, ROW, stroke=0, fill=1)
        if self.mark:
            canvas.setFillColorRGB(*rgb(BRICK))
            canvas.setFont(fonts.BOLD, self.face.size)
            canvas.drawString(x, y, self.mark)
        draw(canvas, self.line, x + self.shift, y, self.face)


@dataclass(slots=True)
class Title:
    lines: list[Line]
    gap: int = 1
    breaks: bool = False
    waits: bool = False

    @property
    def rows(self) -> int:
        return len(self.lines)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        for place, line in enumerate(self.lines):
            draw(canvas, line, x, top - (place + BASELINE) * ROW, HEADING)


@dataclass(slots=True)
class Pulled:
    """A short quote, large, its guillemet hanging into the margin."""

    lines: list[Line]
    names: list[Line]
    ruled: bool = True
    gap: int = 1
    breaks: bool = True
    waits: bool = False

    @property
    def rows(self) -> int:
        return rows_of(self.above + len(self.lines) * PULLED.leading + len(self.names) * NAME.leading + 10)

    @property
    def above(self) -> float:
        return 8 if self.ruled else 4

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        if self.ruled:
            canvas.setStrokeColorRGB(*rgb(INK))
            canvas.setLineWidth(1.6)
            canvas.line(x, top, x + width * 0.3, top)
        y = top - self.above - 0.72 * PULLED.leading
        canvas.setFillColorRGB(*rgb(BRICK))
        canvas.setFont(fonts.TITLE, 22)
        canvas.drawRightString(x - 1.2, y - 1.5, "«")
        for line in self.lines:
            draw(canvas, line, x, y, PULLED)
            y -= PULLED.leading
        y -= 0.5
        for line in self.names:
            draw(canvas, line, x, y, NAME)
            y -= NAME.leading


class Setter:
    """Sets each block once for a width, however often the story is tried on the page."""

    def __init__(self, width: float, language: str) -> None:
        self.width, self.language = width, language
        self.known: dict[tuple[int, bool], list[Item]] = {}

    def items(self, block: Block, *, indented: bool) -> list[Item]:
        key = id(block), indented
        if key not in self.known:
            self.known[key] = list(_items_of(block, self.width, self.language, indented=indented))
        return self.known[key]


def _items_of(block: Block, width: float, language: str, *, indented: bool) -> Iterator[Item]:
    match block:
        case Heading(text):
            if lines := even_lines(text, HEADING, width, language=language):
                yield Title(lines)
        case Text():
            yield from _paragraph(block, width, language, indented=indented)
        case Quote():
            yield from _quote(block, width, language)
        case Picture():
            yield Framed(block, width, language)


def _paragraph(block: Text, width: float, language: str, *, indented: bool) -> Iterator[Item]:
    shift = LIST if block.mark else 0.0
    indent = INDENT if indented and not block.mark else 0.0
    lines = set_lines(block.runs, BODY, width - shift, language=language, indent=indent)
    for place, item in enumerate(_kept_together(lines, BODY, shift)):
        item.mark = block.mark if not place else ""
        yield item


def _kept_together(lines: Sequence[Line], face: Face, shift: float = 0) -> list[TextLine]:
    """No line of a paragraph stands alone at the foot of a column, nor at the head of the next."""
    last = len(lines) - 1
    return [
        TextLine(line, face, shift, breaks=place == last or (place > 0 and place < last - 1))
        for place, line in enumerate(lines)
    ]


def _quote(quote: Quote, width: float, language: str) -> Iterator[Item]:
    asked = set_lines([Run(quote.question)], BODY_BOLD, width, language=language) if quote.question else []
    for place, line in enumerate(asked):
        yield TextLine(line, BODY_BOLD, gap=0 if place else 1, breaks=False)
    if len(quote.text) <= PULLED_AT_MOST:
        said = even_lines(f"{quote.text}\u202f»", PULLED, width, language=language)
        names = set_lines([Run(quote.name)], NAME, width, language=language)
        yield Pulled(said, names, ruled=not asked, gap=0 if asked else 1)
        return
    measure = width - LIST
    said = set_lines([Run(f"«\u202f{quote.text}\u202f»")], BODY, measure, language=language)
    items = _kept_together(said, BODY, LIST)
    items[0].gap = 0 if asked else 1
    if quote.name:
        items[-1].breaks = False
        items += [TextLine(one, NAME, LIST) for one in set_lines([Run(quote.name)], NAME, measure, language=language)]
    for item in items:
        item.bar = True
    yield from items
