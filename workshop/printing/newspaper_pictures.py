"""Pictures of a paper: how wide by their shape, with caption and credit under them."""

import io
from dataclasses import dataclass, field

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import GREY, INK
from workshop.printing.newspaper_columns import ROW, rows_of
from workshop.printing.newspaper_parts import Picture
from workshop.printing.typesetting import Face, Line, Run, draw, set_lines

CAPTION = Face(fonts.ITALIC, 8.8, 11.2, INK, bold=fonts.BOLD_ITALIC, italic=fonts.TEXT)
CREDIT = Face(fonts.TEXT, 7.2, 9, GREY)
PANORAMA, LANDSCAPE = 2.1, 1.12
# Of the page's height: a tall picture leaves room for what it shows.
ROWS_AT_MOST = 27
ABOVE_CAPTION, BELOW = 3.0, 5.0


def span_of(picture: Picture, columns: int) -> int:
    """How many columns wide it is: a panorama all of them, a landscape two, a tall one its own."""
    shape = picture.width / picture.height
    if shape >= PANORAMA:
        return columns
    return min(2, columns) if shape >= LANDSCAPE else 1


class Jpeg(ImageReader):
    """Put into the document as it is. ReportLab decodes a picture only to name it: here its bytes do."""

    def __init__(self, jpeg: bytes) -> None:
        super().__init__(io.BytesIO(jpeg))
        self.bytes, self._dataA = jpeg, None

    def getRGBData(self) -> bytes:
        return self.bytes


@dataclass(slots=True)
class Framed:
    """A picture with its words, ``width`` points wide, on whole rows."""

    picture: Picture
    width: float
    language: str
    gap: int = 1
    breaks: bool = True
    waits: bool = True
    highest: int = ROWS_AT_MOST
    caption: list[Line] = field(init=False)
    credit: list[Line] = field(init=False)
    rows: int = field(init=False)
    high: float = field(init=False)
    wide: float = field(init=False)

    def __post_init__(self) -> None:
        said, by = self.picture.caption, self.picture.credit
        self.caption = set_lines([Run(said)], CAPTION, self.width, language=self.language) if said else []
        self.credit = set_lines([Run(by)], CREDIT, self.width, language=self.language) if by else []
        words = self._words_high()
        natural = self.width * self.picture.height / self.picture.width
        self.high = min(natural, self.highest * ROW - words - BELOW)
        self.wide = self.width * self.high / natural
        self.rows = rows_of(self.high + words + BELOW)

    def _words_high(self) -> float:
        words = len(self.caption) * CAPTION.leading + len(self.credit) * CREDIT.leading
        return words + ABOVE_CAPTION if words else 0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """What the grid leaves over stands below: the picture begins at the height of the capitals beside it."""
        top -= 2.2
        canvas.drawImage(Jpeg(self.picture.jpeg), x + (width - self.wide) / 2, top - self.high, self.wide, self.high)
        y = top - self.high - ABOVE_CAPTION - 0.74 * CAPTION.leading
        for line in self.caption:
            draw(canvas, line, x, y, CAPTION)
            y -= CAPTION.leading
        for line in self.credit:
            draw(canvas, line, x, y + 1, CREDIT)
            y -= CREDIT.leading
