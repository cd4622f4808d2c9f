"""What makes a paper look like one: masthead, folio, hairlines, the list of what is in it."""

from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import BRICK, GREY, HAIRLINE, INK, PAPER, rgb
from workshop.printing.newspaper_columns import ROW, rows_of
from workshop.printing.newspaper_parts import Paper
from workshop.printing.text import Style, draw_line, headline
from workshop.printing.typesetting import Face, Line, Run, draw, set_lines

WIDTH, HEIGHT = A4
MARGIN, HEAD, FOOT = 15 * mm, 21 * mm, 14 * mm
INSIDE = WIDTH - 2 * MARGIN
MASTHEAD = Style(fonts.TITLE, 66, 26)
MOTTO = Style(fonts.ITALIC, 10, 7, GREY)
INFO = Style(fonts.BOLD, 9.5, 6.5)
FOLIO = Style(fonts.TEXT, 8.5, 6, GREY)
PAGE = Style(fonts.TITLE, 13)
LISTED = Face(fonts.BOLD, 9.4, 11.8, hyphenate=False)
SMALL_HEAD = Style(fonts.TITLE, 12, 9, BRICK)


def draw_masthead(canvas: Canvas, paper: Paper) -> float:
    """Return where the page goes on below it."""
    top = HEIGHT - 13 * mm
    draw_line(canvas, paper.motto, MARGIN, top, MOTTO, width=INSIDE * 0.7)
    draw_line(canvas, paper.number, MARGIN + INSIDE * 0.72, top, INFO, width=INSIDE * 0.28, to_right=True)
    top -= 3 * mm
    _rule(canvas, top, 2.4)
    lines, size = headline(paper.title, fonts.TITLE, MASTHEAD.size, MASTHEAD.least, INSIDE)
    top -= 2.2 * mm
    for line in lines:
        top -= 0.86 * size
        draw_line(canvas, line, MARGIN, top, Style(fonts.TITLE, size), width=INSIDE + 1)
        top -= 0.14 * size
    top -= 0.13 * size + 2.6 * mm
    _draw_route(canvas, top)
    top -= 3.4 * mm
    _rule(canvas, top, 0.8)
    draw_line(canvas, f"{paper.classroom} · {paper.school}", MARGIN, top - 4.6 * mm, INFO, width=INSIDE * 0.72)
    draw_line(canvas, paper.day, MARGIN + INSIDE * 0.74, top - 4.6 * mm, INFO, width=INSIDE * 0.26, to_right=True)
    top -= 7 * mm
    _rule(canvas, top, 0.8)
    return top - 4 * mm


def draw_folio(canvas: Canvas, paper: Paper, page: int) -> None:
    y = HEIGHT - 13 * mm
    number, title = str(page), f"{paper.title} · {paper.number}"
    odd = page % 2 == 1
    draw_line(canvas, title, MARGIN + 20 * mm * (not odd), y, FOLIO, width=INSIDE - 20 * mm, to_right=not odd)
    draw_line(canvas, number, MARGIN, y, PAGE, width=INSIDE, to_right=odd)
    _rule(canvas, y - 2.5 * mm, 0.8)


def draw_hairline(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.setStrokeColorRGB(*rgb(HAIRLINE))
    canvas.setLineWidth(0.6)
    canvas.line(x, top, x, bottom)


def _rule(canvas: Canvas, y: float, thick: float) -> None:
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineWidth(thick)
    canvas.line(MARGIN, y, WIDTH - MARGIN, y)


def _draw_route(canvas: Canvas, y: float) -> None:
    """The class on its way, from the school's door to a pin."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineCap(1)
    canvas.setLineWidth(2)
    canvas.setDash([0.1, 5.4])
    path = canvas.beginPath()
    path.moveTo(MARGIN + 2, y)
    step = (INSIDE - 12) / 6
    for bend in range(6):
        x, high = MARGIN + 2 + bend * step, 4.5 if bend % 2 else -4.5
        path.curveTo(x + step / 3, y + high, x + 2 * step / 3, y + high, x + step, y)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
    canvas.setFillColorRGB(*rgb(BRICK))
    canvas.circle(WIDTH - MARGIN - 5, y, 4.6, stroke=0, fill=1)


class Contents:
    """What is in this number, each with the page that it turns out to be on."""

    gap, breaks, waits = 0, True, False

    def __init__(self, label: str, titles: Sequence[str], width: float, page_of: Callable[[int], int]) -> None:
        self.label, self.page_of, self.width = label, page_of, width
        self.titles: list[list[Line]] = [set_lines([Run(title)], LISTED, width - 14 * mm) for title in titles]

    @property
    def rows(self) -> int:
        return rows_of(9 * mm + sum(len(one) * LISTED.leading + 4 for one in self.titles) + 6 * mm)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        top -= 3 * mm
        bottom = top - self.rows * ROW + 4.5 * mm
        canvas.setFillColorRGB(*rgb(PAPER))
        canvas.rect(x, bottom, width, top - bottom, stroke=0, fill=1)
        canvas.setFillColorRGB(*rgb(INK))
        canvas.rect(x, top - 1.6, width, 1.6, stroke=0, fill=1)
        draw_line(canvas, self.label, x + 3 * mm, top - 6 * mm, SMALL_HEAD, width=width - 6 * mm)
        y = top - 6 * mm - 5.2 * mm
        for place, lines in enumerate(self.titles):
            page = self.page_of(place)
            draw_line(canvas, str(page), x + 3 * mm, y, PAGE, width=8 * mm)
            canvas.linkAbsolute("", f"story-{place}", (x, y - 3, x + width, y + LISTED.size))
            for line in lines:
                draw(canvas, line, x + 11 * mm, y, LISTED)
                y -= LISTED.leading
            y -= 4
