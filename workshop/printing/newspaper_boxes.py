"""Across the page: the project that a story is about with the way there, and the imprint."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import BRICK, HAIRLINE, INK, PAPER, SKY, WHITE, rgb
from workshop.printing.newspaper_columns import ROW, rows_of
from workshop.printing.newspaper_parts import Paper, Project
from workshop.printing.qr import draw_qr
from workshop.printing.text import Style, draw_line
from workshop.printing.typesetting import Face, Line, Run, draw, set_lines

QR = 25 * mm
PAD = 4 * mm
LABEL = Style(fonts.BOLD, 8.5, 7, BRICK)
NAME = Face(fonts.TITLE, 15, 16.5, hyphenate=False)
TEXT = Face(fonts.TEXT, 9.2, 12)
ADDRESS = Style(fonts.BOLD, 8, 5, SKY)
SCAN = Style(fonts.TEXT, 8, 6)
PLACE = Face(fonts.BOLD, 8.2, 9.6, hyphenate=False)
WAY = Style(fonts.BOLD, 8.6, 6.5, INK)


class ProjectBox:
    """Name, what it does and where; the route from the school; the code with its address in words."""

    gap, breaks, waits = 1, True, False

    def __init__(self, project: Project, width: float, language: str) -> None:
        self.project, self.width = project, width
        self.words = (width - QR - 3 * PAD) * 0.56
        self.sketch = width - QR - 4 * PAD - self.words
        self.name = set_lines([Run(project.name)], NAME, self.words, language=language)
        self.text = set_lines([Run(project.summary)], TEXT, self.words, language=language) if project.summary else []
        self.facts: list[Line] = []
        for label, said in project.facts:
            self.facts += set_lines([Run(label, bold=True), Run(f" {said}")], TEXT, self.words, language=language)
        self.ends = [
            set_lines([Run(name)], PLACE, self.sketch * 0.46, language=language)[:3]
            for name in (project.school, project.name)
        ]

    @property
    def rows(self) -> int:
        words = 6 * mm + len(self.name) * NAME.leading + (len(self.text) + len(self.facts)) * TEXT.leading
        return rows_of(max(words, QR + 7 * mm) + 2 * PAD + 2)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        high = self.rows * ROW - 3
        canvas.setFillColorRGB(*rgb(PAPER))
        canvas.rect(x, top - high, self.width, high, stroke=0, fill=1)
        canvas.setFillColorRGB(*rgb(BRICK))
        canvas.rect(x, top - 2.2, self.width, 2.2, stroke=0, fill=1)
        left, y = x + PAD, top - PAD - 3 * mm
        draw_line(canvas, self.project.label, left, y, LABEL, width=self.words)
        y -= 2.2 * mm
        for face, lines in ((NAME, self.name), (TEXT, self.text), (TEXT, self.facts)):
            for line in lines:
                y -= face.leading
                draw(canvas, line, left, y + 0.2 * face.leading, face)
        self._draw_sketch(canvas, left + self.words + PAD, top - high / 2)
        self._draw_code(canvas, x + self.width - PAD - QR, top - PAD)

    def _draw_sketch(self, canvas: Canvas, x: float, middle: float) -> None:
        """No streets: who sets out, who is met, and how far that is on foot."""
        y, wide = middle + 4 * mm, self.sketch
        start, end = x + 0.2 * wide, x + 0.8 * wide
        canvas.saveState()
        canvas.setStrokeColorRGB(*rgb(INK))
        canvas.setLineCap(1)
        canvas.setLineWidth(2.2)
        canvas.setDash([0.1, 5.6])
        path = canvas.beginPath()
        path.moveTo(start + 5 * mm, y)
        path.curveTo(start + 12 * mm, y + 8 * mm, end - 14 * mm, y - 7 * mm, end - 4.5 * mm, y + 0.5 * mm)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()
        _draw_school(canvas, start, y)
        _draw_drop(canvas, end, y)
        if self.project.way:
            draw_line(canvas, self.project.way, x, y + 9 * mm, WAY, width=wide, centred=True)
        for centre, lines in zip((start, end), self.ends, strict=True):
            below = y - 8.5 * mm
            for line in lines:
                draw(canvas, line, centre - line.width / 2, below, PLACE)
                below -= PLACE.leading

    def _draw_code(self, canvas: Canvas, x: float, top: float) -> None:
        draw_qr(canvas, self.project.address, x, top - QR, QR)
        canvas.linkURL(self.project.address, (x, top - QR, x + QR, top), relative=1)
        # The address wants more room than the code is wide: it ends where the code does.
        room = QR + PAD + self.sketch * 0.5
        for place, (said, style) in enumerate(((self.project.scan, SCAN), (self.project.address_in_words, ADDRESS))):
            y = top - QR - (2.6 + 3.4 * place) * mm
            draw_line(canvas, said, x + QR - room, y, style, width=room, to_right=True)


class Imprint:
    """Who made the paper, by the names that may be printed, and where it is to be read."""

    def __init__(self, paper: Paper, width: float) -> None:
        self.paper, self.width = paper, width
        self.words = words = width - QR - 3 * PAD
        self.lines = [line for said in paper.imprint for line in set_lines([Run(said)], TEXT, words)]
        self.title = set_lines([Run(paper.imprint_title)], NAME, words)

    @property
    def rows(self) -> int:
        return rows_of(max(2 * PAD + NAME.leading + (len(self.lines) + 1) * TEXT.leading, QR + 2 * PAD))

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        canvas.setFillColorRGB(*rgb(INK))
        canvas.rect(x, top - 2.2, self.width, 2.2, stroke=0, fill=1)
        y = top - PAD
        for face, lines in ((NAME, self.title), (TEXT, self.lines)):
            for line in lines:
                y -= face.leading
                draw(canvas, line, x, y, face)
        left = x + self.width - QR
        draw_qr(canvas, self.paper.address, left, top - PAD - QR, QR)
        canvas.linkURL(self.paper.address, (left, top - PAD - QR, left + QR, top - PAD), relative=1)
        y -= TEXT.leading + 2
        wide = draw_line(canvas, f"{self.paper.scan}\u202f:", x, y, SCAN, width=self.words)
        draw_line(canvas, self.paper.address_in_words, x + wide + 4, y, ADDRESS, width=self.words - wide - 4)


def _draw_school(canvas: Canvas, x: float, y: float) -> None:
    """The house with its flag, as on the screen."""
    unit = 0.28 * mm
    canvas.saveState()
    canvas.translate(x - 16 * unit, y - 14 * unit)
    canvas.scale(unit, unit)
    canvas.setFillColorRGB(*rgb(INK))
    house = canvas.beginPath()
    for place, point in enumerate(((3, 0), (3, 15), (16, 24), (29, 15), (29, 0))):
        (house.lineTo if place else house.moveTo)(*point)
    house.close()
    canvas.drawPath(house, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(BRICK))
    flag = canvas.beginPath()
    for place, point in enumerate(((16, 24), (16, 32), (24, 32), (22, 30), (24, 28), (17, 28), (17, 24))):
        (flag.lineTo if place else flag.moveTo)(*point)
    flag.close()
    canvas.drawPath(flag, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(PAPER))
    for left, bottom, wide, high in ((13, 0, 6, 8), (7, 9, 4, 4), (21, 9, 4, 4)):
        canvas.rect(left, bottom, wide, high, stroke=0, fill=1)
    canvas.restoreState()


def _draw_drop(canvas: Canvas, x: float, y: float) -> None:
    """The pin, its point on the ground."""
    radius = 3.4 * mm
    canvas.setFillColorRGB(*rgb(BRICK))
    path = canvas.beginPath()
    path.moveTo(x, y - 4.6 * mm)
    path.curveTo(x - 1.2 * mm, y - 2 * mm, x - radius, y - 0.5 * mm, x - radius, y + 1.4 * mm)
    path.curveTo(x - radius, y + 3.4 * mm, x - 1.9 * mm, y + 4.8 * mm, x, y + 4.8 * mm)
    path.curveTo(x + 1.9 * mm, y + 4.8 * mm, x + radius, y + 3.4 * mm, x + radius, y + 1.4 * mm)
    path.curveTo(x + radius, y - 0.5 * mm, x + 1.2 * mm, y - 2 * mm, x, y - 4.6 * mm)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColorRGB(*rgb(WHITE))
    canvas.circle(x, y + 1.4 * mm, 1.3 * mm, stroke=0, fill=1)
    canvas.setStrokeColorRGB(*rgb(HAIRLINE))
