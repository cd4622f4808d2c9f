"""A page of a paper in the making: what is drawn on it, and from where on it is free."""

from collections.abc import Callable
from typing import Any, Protocol

from reportlab.pdfgen.canvas import Canvas

from workshop.printing.newspaper_columns import ROW
from workshop.printing.newspaper_furniture import FOOT, HEIGHT
from workshop.printing.newspaper_parts import Paper
from workshop.printing.text import clean


class Sheet:
    """What is drawn, in the order in which it is read. ``row`` is where the page is still free."""

    def __init__(self, top: float) -> None:
        self.top, self.row = top, 0
        self.acts: list[Callable[[Canvas], Any]] = []

    @property
    def rows(self) -> int:
        return int((self.top - FOOT) // ROW)

    @property
    def left(self) -> int:
        return self.rows - self.row

    def y(self, row: int) -> float:
        return self.top - row * ROW


class Pages(Protocol):
    """The whole paper, as a story sees it. ``page_of``: on which page each story begins."""

    paper: Paper
    pages: list[Sheet]
    page_of: list[int]

    @property
    def page(self) -> Sheet: ...

    def turn(self) -> Sheet: ...


def bookmark(key: str, title: str, top: float) -> Callable[[Canvas], None]:
    def act(canvas: Canvas) -> None:
        canvas.bookmarkHorizontal(key, 0, min(top, HEIGHT))
        canvas.addOutlineEntry(clean(title), key, 0, closed=True)

    return act
