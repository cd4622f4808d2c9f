"""What a pupil did in a year, to read and to take home: missions, questions and answers, photos, remarks."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, Image, Spacer, Table

from workshop.printing.colours import INK
from workshop.printing.drawing import operators
from workshop.printing.flow import (
    BODY,
    CAPTION,
    HEADING,
    LEAD,
    MARGIN,
    QUESTION,
    REMARK,
    SMALL,
    TITLE,
    flowing_pdf,
    ready,
    words,
)

BESIDE = 2
GAP = 6 * mm
WIDTH = (A4[0] - 2 * MARGIN - GAP) / BESIDE
HIGHEST = 85 * mm


@dataclass(frozen=True, slots=True)
class Shot:
    """An upright JPEG, with its width and height in pixels or as they relate."""

    jpeg: bytes
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class Answered:
    question: str
    text: str
    shots: Sequence[Shot] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One mission. ``under`` says when and with whom."""

    title: str
    under: str
    answers: Sequence[Answered]
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Portfolio:
    name: str
    under: str  # class, school, year
    animal_svg: str
    colour: str
    chapters: Sequence[Chapter]


@dataclass(frozen=True, slots=True)
class PortfolioWords:
    title: str  # "Le carnet d’enquête de Léa"
    author: str
    language: str
    empty: str  # "Rien n’a encore été envoyé."
    unanswered: str  # "Pas de réponse"
    remark: str  # "Remarque : "


def portfolio_pdf(portfolio: Portfolio, said: PortfolioWords, *, font_cache: Path | None = None) -> bytes:
    """Return the same bytes for the same content."""
    ready(font_cache)
    foot = f"{said.title} · {portfolio.under}"
    parts = list(_parts(portfolio, said))
    return flowing_pdf(parts, title=said.title, author=said.author, language=said.language, foot=foot)


def _parts(portfolio: Portfolio, said: PortfolioWords) -> Iterator[Flowable]:
    yield Animal(portfolio.animal_svg, portfolio.colour)
    yield Spacer(0, 4 * mm)
    yield words(said.title, TITLE)
    yield words(portfolio.under, LEAD)
    if not portfolio.chapters:
        yield words(said.empty, BODY)
    for chapter in portfolio.chapters:
        rule = HRFlowable(width="100%", thickness=1.4, color=HexColor(INK), spaceBefore=14, spaceAfter=0)
        rule.keepWithNext = True
        yield rule
        yield words(chapter.title, HEADING)
        yield words(chapter.under, SMALL)
        for answer in chapter.answers:
            yield from _answer(answer, said)
        yield from _remarks(chapter.remarks, said)


def _answer(answer: Answered, said: PortfolioWords) -> Iterator[Flowable]:
    yield words(answer.question, QUESTION)
    if answer.text or not answer.shots:
        yield words(answer.text, BODY) if answer.text else words(said.unanswered, SMALL)
    for start in range(0, len(answer.shots), BESIDE):
        yield _row(answer.shots[start : start + BESIDE])
    yield from _remarks(answer.remarks, said)


def _row(shots: Sequence[Shot]) -> Flowable:
    cells = [[_image(shot), words(shot.caption, CAPTION)] for shot in shots]
    empty: list[list[Flowable]] = [[] for _missing in range(BESIDE - len(shots))]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), GAP / BESIDE), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]  # fmt: skip
    return Table([cells + empty], colWidths=[WIDTH + GAP / BESIDE] * BESIDE, style=style)


def _image(shot: Shot) -> Image:
    scale = min(WIDTH / shot.width, HIGHEST / shot.height)
    image = Image(io.BytesIO(shot.jpeg), shot.width * scale, shot.height * scale)
    image.hAlign = "LEFT"
    return image


def _remarks(remarks: Sequence[str], said: PortfolioWords) -> Iterator[Flowable]:
    for remark in remarks:
        yield words(f"{said.remark}{remark}", REMARK)


class Animal(Flowable):
    SIDE = 26 * mm

    def __init__(self, svg: str, colour: str) -> None:
        super().__init__()
        self.drawing = operators(svg, colour)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.SIDE, self.SIDE

    def draw(self) -> None:
        width, _height, code = self.drawing
        scale = self.SIDE / width
        canvas: Canvas = self.canv
        canvas._code.append(f"q {scale:.4f} 0 0 {-scale:.4f} 0 {self.SIDE:.2f} cm {code} Q")
