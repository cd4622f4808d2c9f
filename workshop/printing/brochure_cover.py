"""The brochure's first page: a poster, then the way to the page on the web."""

import io
from dataclasses import dataclass
from itertools import pairwise

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.brochure_entry import plain
from workshop.printing.brochure_map import draw_pin
from workshop.printing.colours import BRICK, GREY, INK, SKY, rgb
from workshop.printing.flow import BODY, CAPTION
from workshop.printing.qr import draw_qr
from workshop.printing.text import Style, draw_line

WIDTH, HEIGHT = A4
MARGIN = 18 * mm
INSIDE = WIDTH - 2 * MARGIN
# What its picture has to be cut to.
LEAD_WIDTH, LEAD_HEIGHT = INSIDE, INSIDE * 0.6
QR = 34 * mm
BRAND = Style(fonts.TITLE, 17, 10, BRICK)
DAY = Style(fonts.TEXT, 10, 8, GREY)
SCAN = Style(fonts.BOLD, 12, 8)
ADDRESS = Style(fonts.BOLD, 11, 5, SKY)
LEDE = ParagraphStyle("lede", parent=BODY, fontSize=15, leading=21)
TITLE = ParagraphStyle("cover", parent=BODY, fontName=fonts.TITLE, textColor=HexColor(INK))
MOST_HIGH = 66 * mm


@dataclass(frozen=True, slots=True)
class Lead:
    """A picture of one of the projects: JPEG, five wide to three high."""

    jpeg: bytes
    caption: str


def draw_cover(
    canvas: Canvas, *, title: str, author: str, lede: str, day: str, scan: str, qr_text: str, address_in_words: str,
    lead: Lead | None,
) -> None:  # fmt: skip
    y = HEIGHT - MARGIN - 4 * mm
    draw_line(canvas, author, MARGIN, y, BRAND, width=INSIDE * 0.6)
    wide = draw_line(Canvas(io.BytesIO()), day, 0, 0, DAY, width=INSIDE * 0.4)
    draw_line(canvas, day, WIDTH - MARGIN - wide, y, DAY, width=INSIDE * 0.4)
    y -= 4 * mm
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineWidth(2.4)
    canvas.line(MARGIN, y, WIDTH - MARGIN, y)
    y -= 9 * mm
    y = _draw_title(canvas, title, y) - 7 * mm
    words = plain(lede, LEDE)
    _wide, high = words.wrap(INSIDE * 0.86, 60 * mm)
    words.drawOn(canvas, MARGIN, y - high)
    y -= high + 9 * mm
    foot = MARGIN + QR
    if lead and y - LEAD_HEIGHT > foot + 12 * mm:
        _draw_lead(canvas, lead, y)
    else:
        _draw_route(canvas, y, foot + 10 * mm)
    _draw_way(canvas, scan, qr_text, address_in_words)


def _draw_title(canvas: Canvas, title: str, y: float) -> float:
    """As large as it fits in three lines or so."""
    for size in (54, 46, 38, 31, 25, 20):
        style = ParagraphStyle(f"cover-{size}", parent=TITLE, fontSize=size, leading=size * 1.02)
        words = plain(title, style)
        _wide, high = words.wrap(INSIDE, HEIGHT)
        if high <= MOST_HIGH:
            break
    words.drawOn(canvas, MARGIN, y - high)
    return y - high


def _draw_lead(canvas: Canvas, lead: Lead, y: float) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(lead.jpeg)), MARGIN, y - LEAD_HEIGHT, LEAD_WIDTH, LEAD_HEIGHT)
    caption = plain(lead.caption, CAPTION)
    _wide, high = caption.wrap(INSIDE, 12 * mm)
    caption.drawOn(canvas, MARGIN, y - LEAD_HEIGHT - high - 2 * mm)


def _draw_route(canvas: Canvas, top: float, bottom: float) -> None:
    """From one project to the next, on foot."""
    high = top - bottom
    stops = [(0.05, 0.16), (0.31, 0.8), (0.62, 0.26), (0.93, 0.84)]
    spots = [(MARGIN + x * INSIDE, bottom + y * high) for x, y in stops]
    canvas.saveState()
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineCap(1)
    canvas.setLineWidth(2.6)
    canvas.setDash([0.1, 8])
    path = canvas.beginPath()
    path.moveTo(*spots[0])
    for (ax, ay), (bx, by) in pairwise(spots):
        middle = (ax + bx) / 2
        path.curveTo(middle, ay, middle, by, bx, by)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
    for number, spot in enumerate(spots, start=1):
        draw_pin(canvas, *spot, number, radius=(6 + 1.5 * number) * mm)


def _draw_way(canvas: Canvas, scan: str, qr_text: str, address: str) -> None:
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN, MARGIN + QR + 2 * mm, WIDTH - MARGIN, MARGIN + QR + 2 * mm)
    draw_qr(canvas, qr_text, MARGIN - 3 * mm, MARGIN - 2 * mm, QR)
    x, wide = MARGIN + QR + 3 * mm, INSIDE - QR - 3 * mm
    draw_line(canvas, scan, x, MARGIN + QR / 2 + 1 * mm, SCAN, width=wide)
    draw_line(canvas, address, x, MARGIN + QR / 2 - 6 * mm, ADDRESS, width=wide)
    canvas.linkURL(qr_text, (x, MARGIN + QR / 2 - 8 * mm, x + wide, MARGIN + QR / 2 - 2 * mm), relative=1)
