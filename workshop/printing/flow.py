"""Documents whose text runs over as many pages as it needs: house style for ReportLab's flowing layout."""

import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from workshop.printing import document, fonts
from workshop.printing.colours import GREY, HAIRLINE, INK, LILAC, rgb
from workshop.printing.text import Style, draw_line, printable

MARGIN = 20 * mm
FOOT = Style(fonts.TEXT, 8.5, 6, GREY)

BODY = ParagraphStyle(
    "body", fontName=fonts.TEXT, fontSize=11, leading=16, textColor=HexColor(INK), alignment=TA_LEFT, spaceAfter=6
)
LEAD = ParagraphStyle("lead", parent=BODY, fontSize=12.5, leading=18)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=9.5, leading=13.5, textColor=HexColor(GREY))
CAPTION = ParagraphStyle("caption", parent=SMALL, fontName=fonts.ITALIC, spaceBefore=3, spaceAfter=10)
TITLE = ParagraphStyle("title", parent=BODY, fontName=fonts.TITLE, fontSize=28, leading=31, spaceAfter=10)
HEADING = ParagraphStyle(
    "heading", parent=BODY, fontName=fonts.TITLE, fontSize=17, leading=21, spaceBefore=18, spaceAfter=4, keepWithNext=1
)
QUESTION = ParagraphStyle(
    "question", parent=BODY, fontName=fonts.BOLD, leading=15, spaceBefore=12, spaceAfter=2, keepWithNext=1
)
REMARK = ParagraphStyle("remark", parent=BODY, fontSize=10, leading=14, textColor=HexColor(LILAC), leftIndent=10)


def words(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain text, however it was typed: no markup, line ends kept, a dot for letters that the fonts don't have."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return Paragraph("<br/>".join(escape(printable(line, style.fontName)) for line in lines), style)


def flowing_pdf(parts: Sequence[Flowable], *, title: str, author: str, language: str, foot: str) -> bytes:
    """Return an A4 document, the same bytes for the same content; ``foot`` stands on each page with its number."""
    file = io.BytesIO()

    def furniture(canvas: Canvas, _template: BaseDocTemplate) -> None:
        document.name(canvas, title=title, author=author)
        canvas.setStrokeColorRGB(*rgb(HAIRLINE))
        canvas.line(MARGIN, MARGIN - 6 * mm, A4[0] - MARGIN, MARGIN - 6 * mm)
        draw_line(canvas, foot, MARGIN, MARGIN - 11 * mm, FOOT, width=A4[0] - 2 * MARGIN - 15 * mm)
        number = str(canvas.getPageNumber())
        draw_line(canvas, number, A4[0] - MARGIN - 10 * mm, MARGIN - 11 * mm, FOOT, width=10 * mm, centred=True)

    frame = Frame(MARGIN, MARGIN, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    template = BaseDocTemplate(
        file, pagesize=A4, invariant=1, pageCompression=1, lang=language,
        pageTemplates=[PageTemplate(frames=[frame], onPage=furniture)],
    )  # fmt: skip
    template.build(list(parts))
    return file.getvalue()


def ready(font_cache: Path | None = None) -> None:
    """To be called before the first ``words``: paragraphs are measured with the house's fonts."""
    fonts.register(font_cache)
