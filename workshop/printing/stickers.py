"""A sticker for a project's window: its name, a few words, a code to its page. A6, alone or four to an A4 sheet."""

import io
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, A6
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import BRICK, GREY, HAIRLINE, INK, WHITE, rgb
from workshop.printing.document import new_canvas
from workshop.printing.drawing import rounded
from workshop.printing.qr import draw_qr
from workshop.printing.text import Style, clean, draw_line, headline

WIDTH, HEIGHT = A4[0] / 2, A4[1] / 2
FRAME = 6 * mm
SIDE = 62 * mm
NAME, NAME_LEAST = 30.0, 11.0
INVITATION, INVITATION_LEAST = 29.0, 12.0

BRAND = Style(fonts.BOLD, 13, 9, WHITE)
WHY = Style(fonts.BOLD, 12, 8, BRICK)
ADDRESS = Style(fonts.TEXT, 9, 5.5, GREY)


@dataclass(frozen=True, slots=True)
class Sticker:
    """``invitation`` may be empty. ``address`` is what the code says, ``address_in_words`` the same for who types."""

    name: str
    invitation: str
    why: str
    address: str
    address_in_words: str
    brand: str
    title: str
    language: str


def sticker_pdf(sticker: Sticker, *, per_sheet: int = 4, font_cache: Path | None = None) -> bytes:
    """One on A6, or four on A4 with lines to cut along. The same bytes for the same content."""
    fonts.register(font_cache)
    file = io.BytesIO()
    canvas = new_canvas(file, title=sticker.title, author=sticker.brand, language=sticker.language)
    corners = [(x, y) for y in (HEIGHT, 0) for x in (0, WIDTH)] if per_sheet > 1 else [(0, 0)]
    if per_sheet == 1:
        canvas.setPageSize(A6)
    for x, y in corners:
        canvas.saveState()
        canvas.translate(x, y)
        _draw(canvas, sticker)
        canvas.restoreState()
    if per_sheet > 1:
        _draw_cuts(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, sticker: Sticker) -> None:
    box = " ".join(rounded(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME, 5 * mm, 5 * mm))
    paint = "{:.3f} {:.3f} {:.3f}".format(*rgb(BRICK))
    band = f"{FRAME:.2f} {HEIGHT - FRAME - 14 * mm:.2f} {WIDTH - 2 * FRAME:.2f} {14 * mm:.2f} re"
    canvas._code.append(f"q {box} W n {paint} rg {band} f Q q {paint} RG 2.4 w {box} S Q")
    x, width = FRAME + 5 * mm, WIDTH - 2 * FRAME - 10 * mm
    draw_line(canvas, sticker.brand, x, HEIGHT - FRAME - 9.2 * mm, BRAND, width=width, centred=True)
    _draw_headline(canvas, sticker.name, NAME, NAME_LEAST, x, HEIGHT - FRAME - 27 * mm, width)
    if sticker.invitation:
        _draw_headline(canvas, sticker.invitation, INVITATION, INVITATION_LEAST, x, HEIGHT - FRAME - 40 * mm, width)
    draw_line(canvas, sticker.why, x, FRAME + SIDE + 17 * mm, WHY, width=width, centred=True)
    draw_qr(canvas, sticker.address, (WIDTH - SIDE) / 2, FRAME + 12 * mm, SIDE)
    draw_line(canvas, sticker.address_in_words, x, FRAME + 6 * mm, ADDRESS, width=width, centred=True)


def _draw_headline(
    canvas: Canvas, words: str, size: float, least: float, x: float, middle: float, width: float
) -> None:
    lines, fits = headline(clean(words), fonts.TITLE, size, least, width)
    canvas.setFillColorRGB(*rgb(INK))
    canvas.setFont(fonts.TITLE, fits)
    top = middle - fits * 0.34 + (len(lines) - 1) * fits * 0.53
    for place, line in enumerate(lines):
        canvas.drawCentredString(x + width / 2, top - place * fits * 1.02, line)


def _draw_cuts(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(*rgb(HAIRLINE))
    canvas.setDash(4, 4)
    canvas.lines([(WIDTH, 0, WIDTH, A4[1]), (0, HEIGHT, A4[0], HEIGHT)])
