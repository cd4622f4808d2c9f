"""Proof that everything of a pupil was erased: when, and how many of what. It names nobody by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer, Table

from workshop.printing.colours import BRICK, HAIRLINE, INK
from workshop.printing.flow import BODY, LEAD, QUESTION, SMALL, TITLE, flowing_pdf, ready, words

BRAND = ParagraphStyle("brand", parent=QUESTION, fontSize=12, textColor=HexColor(BRICK), spaceBefore=0, spaceAfter=18)
NUMBER = ParagraphStyle("number", parent=BODY, alignment=TA_RIGHT, spaceAfter=0)
CELL = ParagraphStyle("cell", parent=BODY, spaceAfter=0)


@dataclass(frozen=True, slots=True)
class Certificate:
    """All in the reader's words. ``about`` is a line that somebody typed for this printing; may be empty."""

    title: str
    author: str
    language: str
    about: str
    lead: str
    counts: Sequence[tuple[str, str]]
    paragraphs: Sequence[str]
    number: str


def certificate_pdf(certificate: Certificate, *, font_cache: Path | None = None) -> bytes:
    """Return the same bytes for the same content."""
    ready(font_cache)
    return flowing_pdf(
        _parts(certificate), title=certificate.title, author=certificate.author, language=certificate.language,
        foot=f"{certificate.title} · {certificate.number}",
    )  # fmt: skip


def _parts(certificate: Certificate) -> list[Flowable]:
    parts: list[Flowable] = [words(certificate.author, BRAND), words(certificate.title, TITLE)]
    if certificate.about:
        parts.append(words(certificate.about, QUESTION))
    parts += [words(certificate.lead, LEAD), Spacer(0, 4 * mm)]
    if certificate.counts:
        rows = [[words(label, CELL), words(number, NUMBER)] for label, number in certificate.counts]
        lines = [("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(HAIRLINE)), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        parts.append(Table(rows, colWidths=[140 * mm, 30 * mm], style=lines, hAlign="LEFT"))
    parts += [Spacer(0, 6 * mm), *(words(paragraph, BODY) for paragraph in certificate.paragraphs)]
    parts += [HRFlowable(width="100%", thickness=1.4, color=HexColor(INK), spaceBefore=10, spaceAfter=8)]
    return [*parts, words(certificate.number, SMALL)]
