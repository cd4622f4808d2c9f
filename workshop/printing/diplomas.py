"""The investigator's diploma: one A4 sheet a pupil, to hang on a wall."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import document, fonts
from workshop.printing.colours import BRICK, GREY, INK, LEAF, PAPER, rgb
from workshop.printing.drawing import operators
from workshop.printing.text import Style, draw_line, headline
from workshop.printing.typesetting import Face, draw, even_lines

WIDTH, HEIGHT = landscape(A4)
FRAME = 10 * mm
BRAND = Style(fonts.TITLE, 13, 10, BRICK)
KIND = Style(fonts.TITLE, 46, 28)
GIVEN = Style(fonts.TEXT, 14, 11, GREY)
NAME = Style(fonts.TITLE, 80, 30)
DEEDS = Face(fonts.TEXT, 18.5, 26)
SMALL = Style(fonts.TEXT, 10.5, 8, GREY)
SIGN = Style(fonts.TEXT, 11, 9)
STAMP = Style(fonts.TITLE, 30, 10, LEAF)


@dataclass(frozen=True, slots=True)
class Diploma:
    """All in the reader's words. ``deeds`` says what the pupil did, in a sentence or two."""

    name: str
    animal_svg: str
    colour: str
    deeds: str
    under: str  # class, school
    day: str


@dataclass(frozen=True, slots=True)
class DiplomaWords:
    title: str  # of the document
    author: str
    language: str
    kind: str  # "Diplôme d’enquête citoyenne"
    given: str  # "est remis à"
    stamp: str
    teacher: str
    pupil: str


def diplomas_pdf(diplomas: Sequence[Diploma], said: DiplomaWords, *, font_cache: Path | None = None) -> bytes:
    """Return a sheet for each, the same bytes for the same content. Raises ValueError where there is none."""
    if not diplomas:
        raise ValueError("no diploma to print")
    fonts.register(font_cache)
    file = io.BytesIO()
    canvas = document.new_canvas(file, title=said.title, author=said.author, language=said.language)
    canvas.setPageSize((WIDTH, HEIGHT))
    for place, diploma in enumerate(diplomas):
        canvas.bookmarkPage(f"d-{place}")
        canvas.addOutlineEntry(diploma.name, f"d-{place}", 0)
        _draw(canvas, diploma, said)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, diploma: Diploma, said: DiplomaWords) -> None:
    _draw_frame(canvas)
    left, inside = FRAME + 16 * mm, WIDTH - 2 * FRAME - 32 * mm
    y = HEIGHT - FRAME - 17 * mm
    draw_line(canvas, said.author, left, y, BRAND, width=inside)
    y -= 19 * mm
    draw_line(canvas, said.kind, left, y, KIND, width=inside)
    y -= 12 * mm
    draw_line(canvas, said.given, left, y, GIVEN, width=inside)
    animal = 50 * mm
    lines, size = headline(diploma.name, fonts.TITLE, NAME.size, NAME.least, inside - animal - 10 * mm)
    _draw_animal(canvas, diploma, WIDTH - FRAME - 16 * mm - animal, y - animal + 6 * mm, animal)
    y -= 6 * mm
    for words in lines:
        y -= size * 0.9
        draw_line(canvas, words, left, y, Style(fonts.TITLE, size, 0, diploma.colour), width=inside - animal - 8 * mm)
        y -= size * 0.12
    y -= 11 * mm
    _draw_route(canvas, left, y, inside - animal - 14 * mm)
    y -= 9 * mm
    for line in even_lines(diploma.deeds, DEEDS, inside * 0.94, language=said.language)[:4]:
        y -= DEEDS.leading
        draw(canvas, line, left, y, DEEDS)
    foot = FRAME + 15 * mm
    draw_line(canvas, f"{diploma.under} · {diploma.day}", left, foot - 5 * mm, SMALL, width=inside)
    for place, who in enumerate((said.teacher, said.pupil)):
        x = left + place * 74 * mm
        canvas.setStrokeColorRGB(*rgb(INK))
        canvas.setLineWidth(0.8)
        canvas.line(x, foot + 9 * mm, x + 62 * mm, foot + 9 * mm)
        draw_line(canvas, who, x, foot + 3.6 * mm, SIGN, width=62 * mm)
    _draw_stamp(canvas, said.stamp, WIDTH - FRAME - 40 * mm, foot + 13 * mm)


def _draw_frame(canvas: Canvas) -> None:
    canvas.setFillColorRGB(*rgb(PAPER))
    canvas.rect(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME, stroke=0, fill=1)
    canvas.setStrokeColorRGB(*rgb(INK))
    for inset, thick in ((0, 3.2), (2.6 * mm, 0.8)):
        side = FRAME + inset
        canvas.setLineWidth(thick)
        canvas.rect(side, side, WIDTH - 2 * side, HEIGHT - 2 * side)


def _draw_animal(canvas: Canvas, diploma: Diploma, x: float, y: float, side: float) -> None:
    width, _height, code = operators(diploma.animal_svg, diploma.colour)
    scale = side / width
    canvas._code.append(f"q {scale:.4f} 0 0 {-scale:.4f} {x:.2f} {y + side:.2f} cm {code} Q")


def _draw_route(canvas: Canvas, x: float, y: float, wide: float) -> None:
    """The way that was walked, from the school's door to a pin."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineCap(1)
    canvas.setLineWidth(2.6)
    canvas.setDash([0.1, 7])
    path = canvas.beginPath()
    path.moveTo(x + 2, y)
    step = wide / 4
    for bend in range(4):
        high = 6 if bend % 2 else -6
        at = x + bend * step
        path.curveTo(at + step / 3, y + high, at + 2 * step / 3, y + high, at + step, y)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
    canvas.setFillColorRGB(*rgb(BRICK))
    canvas.circle(x + wide + 6, y, 5.5, stroke=0, fill=1)


def _draw_stamp(canvas: Canvas, words: str, x: float, y: float) -> None:
    """As from a rubber stamp: two rings, and not quite straight."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(-9)
    canvas.setStrokeColorRGB(*rgb(LEAF))
    canvas.setLineWidth(2.4)
    canvas.circle(0, 0, 17 * mm)
    canvas.setLineWidth(0.8)
    canvas.circle(0, 0, 15 * mm)
    draw_line(canvas, words, -13 * mm, -3.2 * mm, STAMP, width=26 * mm, centred=True)
    canvas.restoreState()
