"""Investigator cards: eight to a page, cut out by children. Why they look so: docs/adr/investigator-cards.md."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import GREY, INK, SKY, WHITE, rgb
from workshop.printing.cutting import HEIGHT, PER_PAGE, WIDTH, corner, draw_cutting_lines
from workshop.printing.document import new_canvas
from workshop.printing.drawing import Forms, rounded
from workshop.printing.qr import draw_qr
from workshop.printing.text import Style, clean, draw_line, headline

NAME, NAME_LEAST = 33.0, 10.0
FRAME = 3 * mm
BAND = 8.5 * mm

ROLE = Style(fonts.BOLD, 10, 7, WHITE)
CLASSROOM = Style(fonts.BOLD, 10.5, 7)
SCHOOL = Style(fonts.TEXT, 8.5, 6.5, GREY)
LABEL = Style(fonts.TEXT, 7.5, 6, GREY)
ADDRESS = Style(fonts.BOLD, 9, 6, SKY)
CODE = Style(fonts.BOLD, 19, 12)
PICTURE = Style(fonts.TEXT, 6, 4.5)
PIN = Style(fonts.BOLD, 7.5, 0, WHITE)


@dataclass(frozen=True, slots=True)
class Card:
    """One pupil's card. Drawings are SVG text (see drawing.py); ``colour`` is #rrggbb, dark enough for white text."""

    name: str
    classroom: str
    school: str
    animal_svg: str
    colour: str
    class_code: str
    secret_svgs: tuple[str, ...]
    secret_labels: tuple[str, ...]
    qr_text: str
    address_in_words: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """What the cards say besides the pupils' own data, in the reader's language."""

    title: str  # of the document
    author: str
    language: str  # "fr"
    role: str  # "Enquêteur-citoyen / Enquêtrice-citoyenne"
    address: str  # "Sans scanner, va sur"
    code: str  # "Code de la classe"
    pictures: str  # "Mes quatre images dans cet ordre"


def cards_pdf(cards: Sequence[Card], words: CardWords, *, font_cache: Path | None = None) -> bytes:
    """Return an A4 document, the same bytes for the same cards. Raises ValueError where there is no card."""
    if not cards:
        raise ValueError("no card to print")
    fonts.register(font_cache)
    file = io.BytesIO()
    canvas = new_canvas(file, title=words.title, author=words.author, language=words.language)
    forms = Forms(canvas)
    for card in cards:
        forms.prepare(card.animal_svg, card.colour)
        for svg in card.secret_svgs:
            forms.prepare(svg)
    for start in range(0, len(cards), PER_PAGE):
        page = cards[start : start + PER_PAGE]
        for place, card in enumerate(page):
            x, y = corner(place)
            canvas.saveState()
            canvas.translate(x, y)
            _draw_card(canvas, forms, card, words)
            canvas.restoreState()
        draw_cutting_lines(canvas, len(page))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_card(canvas: Canvas, forms: Forms, card: Card, words: CardWords) -> None:
    _draw_frame(canvas, card.colour)
    draw_line(canvas, words.role, 7 * mm, HEIGHT - FRAME - 5.8 * mm, ROLE, width=WIDTH - 14 * mm)
    forms.draw(card.animal_svg, 6.2 * mm, 30 * mm, 25.5 * mm, card.colour)
    _draw_name(canvas, card)
    draw_qr(canvas, card.qr_text, 61.5 * mm, 4.2 * mm, 29 * mm)
    _draw_keys(canvas, card, words)
    _draw_pictures(canvas, forms, card, words)


def _draw_frame(canvas: Canvas, colour: str) -> None:
    """A band and a frame in the pupil's colour, well inside the cut: crooked scissors spoil nothing."""
    paint = "{:.3f} {:.3f} {:.3f}".format(*rgb(colour))
    width, height = WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME
    box = " ".join(rounded(FRAME, FRAME, width, height, 3.5 * mm, 3.5 * mm))
    band = f"{FRAME:.2f} {FRAME + height - BAND:.2f} {width:.2f} {BAND:.2f} re"
    canvas._code.append(f"q {box} W n {paint} rg {band} f Q q {paint} RG 1.6 w {box} S Q")


def _draw_name(canvas: Canvas, card: Card) -> None:
    x, width = 35.5 * mm, WIDTH - 35.5 * mm - 6 * mm
    name = clean(card.name)
    lines, size = headline(name, fonts.TITLE, NAME, NAME_LEAST, width)
    canvas.setFillColorRGB(*rgb(INK))
    canvas.setFont(fonts.TITLE, size)
    middle = 48.6 * mm
    baseline = middle - size * 0.34 + (len(lines) - 1) * size * 0.53
    for place, line in enumerate(lines):
        canvas.drawString(x, baseline - place * size * 0.94, line)
    draw_line(canvas, card.classroom, x, 38.8 * mm, CLASSROOM, width=width)
    draw_line(canvas, card.school, x, 34.9 * mm, SCHOOL, width=width)


def _draw_keys(canvas: Canvas, card: Card, words: CardWords) -> None:
    """Where to go and what to type on a tablet that can't scan."""
    x, width = 6.5 * mm, 54 * mm
    label = draw_line(canvas, words.address, x, 26.9 * mm, LABEL, width=width / 2)
    draw_line(canvas, card.address_in_words, x + label + 4, 26.9 * mm, ADDRESS, width=width - label - 4)
    label = draw_line(canvas, words.code, x, 21.8 * mm, LABEL, width=width / 2)
    code, room = clean(card.class_code), width - label - 6
    spacing = 0.22 * CODE.size
    size = min(CODE.size, CODE.size * room / (stringWidth(code, CODE.font, CODE.size) + spacing * len(code)))
    canvas.setFont(CODE.font, size)
    canvas.setFillColorRGB(*rgb(INK))
    canvas.drawString(x + label + 6, 20.8 * mm, code, charSpace=spacing * size / CODE.size)


def _draw_pictures(canvas: Canvas, forms: Forms, card: Card, words: CardWords) -> None:
    x, side, step = 6.5 * mm, 8.8 * mm, 13.4 * mm
    draw_line(canvas, words.pictures, x, 17.1 * mm, LABEL, width=54 * mm)
    for place, (svg, label) in enumerate(zip(card.secret_svgs, card.secret_labels, strict=True)):
        left = x + place * step
        forms.draw(svg, left + 3.4 * mm, 6.6 * mm, side)
        _draw_pin(canvas, left + 1.7 * mm, 13.4 * mm, str(place + 1))
        draw_line(canvas, label, left + 1.2 * mm, 4.6 * mm, PICTURE, width=step - 0.6 * mm, centred=True)


def _draw_pin(canvas: Canvas, x: float, y: float, number: str) -> None:
    canvas.setFillColorRGB(*rgb(INK))
    canvas.circle(x, y, 1.6 * mm, stroke=0, fill=1)
    draw_line(canvas, number, x - 1.6 * mm, y - 2.6, PIN, width=3.2 * mm, centred=True)
