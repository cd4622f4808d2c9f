"""The notebook of a mission on paper, for schools without tablets: A5 pages on A4 sheets, both sides, to fold."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import document, fonts
from workshop.printing.colours import BRICK, GREY, HAIRLINE, INK, rgb
from workshop.printing.drawing import operators
from workshop.printing.qr import draw_qr
from workshop.printing.text import Style, draw_line, headline
from workshop.printing.typesetting import Face, Run, draw, even_lines, set_lines

SHEET = landscape(A4)
WIDTH, HEIGHT = SHEET[0] / 2, SHEET[1]
MARGIN, FOOT = 12 * mm, 14 * mm
INSIDE = WIDTH - 2 * MARGIN
RULED = 8.5 * mm  # a hand of eight years
LINES = {"short_text": 2, "long_text": 8}
SKETCH = 58 * mm
QR = 22 * mm
BRAND = Style(fonts.TITLE, 11, 9, BRICK)
NAME = Style(fonts.TITLE, 30, 15)
PROJECT = Face(fonts.TITLE, 21, 23, hyphenate=False)
TEXT = Face(fonts.TEXT, 11, 15)
QUESTION = Face(fonts.BOLD, 12.5, 15.5, hyphenate=False)
HELP = Face(fonts.TEXT, 9.8, 13, GREY)
BESIDE = Face(fonts.TEXT, 9.8, 13)
NUMBER = Style(fonts.TITLE, 15, 10, BRICK)
SMALL = Style(fonts.TEXT, 8.5, 6.5, GREY)


@dataclass(frozen=True, slots=True)
class Asked:
    """``kind`` as in a guide: short_text, long_text, number, choice, choices, checklist, photos."""

    kind: str
    label: str
    help: str = ""
    choices: Sequence[str] = ()
    pictures: int = 1
    beside: str = ""  # what is known of it already


@dataclass(frozen=True, slots=True)
class Notebook:
    """``qr_text`` leads the teacher to where the answers are typed."""

    who: str
    animal_svg: str
    colour: str
    role: str
    project: str
    where: str
    introduction: str
    under: str
    questions: Sequence[Asked]
    qr_text: str


@dataclass(frozen=True, slots=True)
class NotebookWords:
    title: str
    author: str
    language: str
    kind: str  # "Carnet d’enquête"
    team: str  # "Prénom de qui écrit :"
    sketch: str  # "Dessine, ou note le numéro de ta photo"
    caption: str
    teacher: str  # beside the code
    notes: str


def notebooks_pdf(notebooks: Sequence[Notebook], said: NotebookWords, *, font_cache: Path | None = None) -> bytes:
    """Each notebook on sheets of its own, its pages where they belong once the pile is folded."""
    if not notebooks:
        raise ValueError("no notebook to print")
    fonts.register(font_cache)
    file = io.BytesIO()
    canvas = document.new_canvas(file, title=said.title, author=said.author, language=said.language)
    canvas.setPageSize(SHEET)
    for place, notebook in enumerate(notebooks):
        canvas.bookmarkPage(f"n-{place}")
        canvas.addOutlineEntry(notebook.who, f"n-{place}", 0)
        for left, right in folded(_Pages(notebook, said).made()):
            for shift, page in ((0.0, left), (WIDTH, right)):
                canvas.saveState()
                canvas.translate(shift, 0)
                for act in page:
                    act(canvas)
                canvas.restoreState()
            canvas.showPage()
    canvas.save()
    return file.getvalue()


Act = Callable[[Canvas], object]
Page = list[Act]


def folded(pages: list[Page]) -> list[tuple[Page, Page]]:
    """The two pages on each side of each sheet, front, back, front, …: their number is a multiple of four."""
    count = len(pages)
    sides = []
    for sheet in range(count // 4):
        sides.append((pages[count - 1 - 2 * sheet], pages[2 * sheet]))
        sides.append((pages[2 * sheet + 1], pages[count - 2 - 2 * sheet]))
    return sides


class _Pages:
    def __init__(self, notebook: Notebook, said: NotebookWords) -> None:
        self.notebook, self.said = notebook, said
        self.pages: list[Page] = []
        self.y = 0.0

    def made(self) -> list[Page]:
        self.pages.append([partial(_draw_cover, notebook=self.notebook, said=self.said)])
        self._turn()
        for number, asked in enumerate(self.notebook.questions, start=1):
            self._question(number, asked)
        while len(self.pages) % 4:
            self._turn()
            self._add(partial(draw_line, text=self.said.notes, x=MARGIN, y=self.y - 4 * mm, style=NUMBER, width=INSIDE))
            self.y -= 8 * mm
            self._rule(int((self.y - FOOT) // RULED))
        return self.pages

    def _turn(self) -> None:
        number = len(self.pages) + 1
        self.pages.append([partial(_draw_foot, notebook=self.notebook, number=number)])
        self.y = HEIGHT - MARGIN

    def _add(self, act: Act) -> None:
        self.pages[-1].append(act)

    def _question(self, number: int, asked: Asked) -> None:
        label = set_lines([Run(asked.label)], QUESTION, INSIDE - 9 * mm, language=self.said.language)
        help_, beside = (
            set_lines([Run(words)], HELP, INSIDE - 9 * mm, language=self.said.language)
            for words in (asked.help, asked.beside)
        )
        head = len(label) * QUESTION.leading + (len(help_) + len(beside)) * HELP.leading + 4 * mm
        if self.y - head - min(self._room(asked), 4 * RULED) < FOOT:
            self._turn()
        draw_number = partial(draw_line, text=str(number), x=MARGIN, y=self.y - 12, style=NUMBER, width=9 * mm)
        self._add(draw_number)
        for face, lines in ((QUESTION, label), (HELP, help_), (BESIDE, beside)):
            for line in lines:
                self.y -= face.leading
                self._add(partial(draw, line=line, x=MARGIN + 9 * mm, y=self.y + 0.24 * face.leading, face=face))
        self.y -= 1.5 * mm
        match asked.kind:
            case "choice" | "choices" | "checklist":
                self._choices(asked)
            case "photos":
                for _picture in range(max(1, min(asked.pictures, 4))):
                    self._sketch()
            case "number":
                self._box(28 * mm, 11 * mm)
            case kind:
                self._rule(LINES.get(kind, 3))
        self.y -= 6 * mm

    def _room(self, asked: Asked) -> float:
        if asked.kind == "photos":
            return SKETCH + RULED
        return len(asked.choices) * 8 * mm if asked.choices else LINES.get(asked.kind, 2) * RULED

    def _rule(self, lines: int) -> None:
        # A line or two less, rather than lines on the next page without their question.
        for _line in range(min(lines, int((self.y - FOOT) // RULED))):
            self.y -= RULED
            self._add(partial(_draw_rule, y=self.y))

    def _choices(self, asked: Asked) -> None:
        for choice in asked.choices:
            lines = set_lines([Run(choice)], TEXT, INSIDE - 18 * mm, language=self.said.language)
            if self.y - len(lines) * TEXT.leading - 2 * mm < FOOT:
                self._turn()
            self._add(partial(_draw_tick, y=self.y - 13, round_=asked.kind == "choice"))
            for line in lines:
                self.y -= TEXT.leading
                self._add(partial(draw, line=line, x=MARGIN + 17 * mm, y=self.y + 3.4, face=TEXT))
            self.y -= 2.2 * mm

    def _sketch(self) -> None:
        if self.y - SKETCH - RULED < FOOT:
            self._turn()
        self._add(partial(draw_line, text=self.said.sketch, x=MARGIN + 2 * mm, y=self.y - 4.5 * mm, style=SMALL,
                          width=INSIDE - 4 * mm))  # fmt: skip
        self._box(INSIDE, SKETCH)
        self.y -= RULED
        caption = partial(draw_line, text=self.said.caption, x=MARGIN, y=self.y + 1, style=SMALL, width=20 * mm)
        self._add(caption)
        self._add(partial(_draw_rule, y=self.y, begin=17 * mm))
        self.y -= 3 * mm

    def _box(self, wide: float, high: float) -> None:
        if self.y - high < FOOT:
            self._turn()
        self.y -= high
        self._add(partial(_draw_box, y=self.y, wide=wide, high=high))


def _draw_cover(canvas: Canvas, notebook: Notebook, said: NotebookWords) -> None:
    y = HEIGHT - MARGIN - 4 * mm
    draw_line(canvas, said.author, MARGIN, y, BRAND, width=INSIDE)
    y -= 13 * mm
    draw_line(canvas, said.kind, MARGIN, y, NAME, width=INSIDE)
    y -= 7 * mm
    if notebook.animal_svg:
        width, _height, code = operators(notebook.animal_svg, notebook.colour)
        scale = 30 * mm / width
        canvas._code.append(f"q {scale:.4f} 0 0 {-scale:.4f} {MARGIN:.2f} {y:.2f} cm {code} Q")
    beside = MARGIN + (36 * mm if notebook.animal_svg else 0)
    lines, size = headline(notebook.who, fonts.TITLE, 26, 13, WIDTH - MARGIN - beside)
    below = y - 6 * mm
    for words in lines:
        below -= size
        draw_line(canvas, words, beside, below, Style(fonts.TITLE, size), width=WIDTH - MARGIN - beside)
    if notebook.role:
        draw_line(canvas, notebook.role, beside, below - 6.5 * mm, SMALL, width=WIDTH - MARGIN - beside)
    y -= 40 * mm
    if not notebook.animal_svg:
        draw_line(canvas, said.team, MARGIN, y + 6 * mm, SMALL, width=INSIDE)
        _draw_rule(canvas, y - 2 * mm)
    y -= 10 * mm
    for line in even_lines(notebook.project, PROJECT, INSIDE, language=said.language)[:4]:
        y -= PROJECT.leading
        draw(canvas, line, MARGIN, y, PROJECT)
    y -= 7 * mm
    draw_line(canvas, notebook.where, MARGIN, y, SMALL, width=INSIDE)
    y -= 4 * mm
    for line in set_lines([Run(notebook.introduction)], TEXT, INSIDE, language=said.language):
        if y - TEXT.leading < FOOT + QR:
            break
        y -= TEXT.leading
        draw(canvas, line, MARGIN, y, TEXT)
    draw_qr(canvas, notebook.qr_text, MARGIN - 2 * mm, FOOT - 4 * mm, QR)
    draw_line(canvas, said.teacher, MARGIN + QR + 1 * mm, FOOT + 8 * mm, SMALL, width=INSIDE - QR)
    draw_line(canvas, notebook.under, MARGIN + QR + 1 * mm, FOOT + 3 * mm, SMALL, width=INSIDE - QR)


def _draw_foot(canvas: Canvas, notebook: Notebook, number: int) -> None:
    draw_line(canvas, notebook.who, MARGIN, 8 * mm, SMALL, width=INSIDE - 12 * mm)
    draw_line(canvas, str(number), MARGIN, 8 * mm, SMALL, width=INSIDE, to_right=True)


def _draw_rule(canvas: Canvas, y: float, begin: float = 0) -> None:
    canvas.setStrokeColorRGB(*rgb(HAIRLINE))
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN + begin, y, WIDTH - MARGIN, y)


def _draw_box(canvas: Canvas, y: float, wide: float, high: float) -> None:
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineWidth(1)
    canvas.roundRect(MARGIN, y, wide, high, 2 * mm)


def _draw_tick(canvas: Canvas, y: float, *, round_: bool) -> None:
    """One answer has round boxes, several have square ones, as on the screen."""
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineWidth(1)
    canvas.roundRect(MARGIN + 9 * mm, y, 4.4 * mm, 4.4 * mm, 2.2 * mm if round_ else 0.6 * mm)
