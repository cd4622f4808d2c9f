"""Columns of a paper: what may break where, how much fits, and how low they end together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

# Everything stands on one grid, so that the lines of neighbouring columns meet.
ROW = 13.4


def rows_of(height: float) -> int:
    return math.ceil(height / ROW - 0.001)


class Item(Protocol):
    """A part of a column: ``rows`` of the grid high, ``gap`` rows from what is above it, none at a column's top."""

    gap: int
    breaks: bool  # whether the column may end behind it
    waits: bool  # whether what comes after it may stand before it: a picture that finds no room

    @property
    def rows(self) -> int: ...

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Placed:
    column: int
    row: int
    item: Item


@dataclass(frozen=True, slots=True)
class Filled:
    """``rest``: what is still to be set; ``blank``: rows that stay empty in the columns, all together."""

    placed: list[Placed]
    rest: Sequence[Item]
    blank: int


def fill(items: Sequence[Item], column: int, first: int, rows: int) -> Filled:
    """Set as much as fits into one column, down to the last place where it may end."""
    placed: list[Placed] = []
    late: list[Item] = []
    kept = Filled([], items, rows)
    row, may_wait = 0, True
    for place, item in enumerate(items):
        below = row + (item.gap if placed else 0)
        if below + item.rows > rows:
            if not (item.waits and may_wait):
                break
            late.append(item)
            continue
        placed.append(Placed(column, first + below, item))
        row, may_wait = below + item.rows, item.breaks
        if item.breaks or place == len(items) - 1:
            kept = Filled(list(placed), [*late, *items[place + 1 :]], rows - row)
    return kept


def fill_all(items: Sequence[Item], tops: Sequence[int], bottoms: Sequence[int], rows: int) -> Filled:
    """``tops`` and ``bottoms``: the rows of each column that pictures take."""
    placed: list[Placed] = []
    blank = 0
    for column, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        filled = fill(items, column, top, rows - top - bottom)
        placed, items, blank = placed + filled.placed, filled.rest, blank + filled.blank
    return Filled(placed, items, blank)


def balanced(
    items: Sequence[Item], tops: Sequence[int], bottoms: Sequence[int], at_most: int
) -> tuple[Filled, int] | None:
    """The lowest height at which everything fits, or None where it doesn't within ``at_most`` rows."""
    taken = [top + bottom for top, bottom in zip(tops, bottoms, strict=True)]
    wanted = sum(item.rows for item in items) + sum(taken)
    for rows in range(max([*taken, wanted // len(taken)]), at_most + 1):
        filled = fill_all(items, tops, bottoms, rows)
        if not filled.rest:
            return filled, rows
    return None
