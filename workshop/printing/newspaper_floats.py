"""Pictures that are wider than a column: where on the page they stand, and how the text fills what they leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.printing.newspaper_columns import Filled, Item, balanced, fill_all
from workshop.printing.newspaper_parts import Picture
from workshop.printing.newspaper_pictures import Framed

# The rest of the page belongs to the words.
SHARE_AT_MOST, HIGH_AT_MOST = 0.66, 0.75
A_PAGE = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a page: how many, how wide, how far apart, in points."""

    columns: int
    width: float
    gutter: float

    def across(self, columns: int) -> float:
        return columns * self.width + (columns - 1) * self.gutter

    def x(self, column: int) -> float:
        return column * (self.width + self.gutter)


@dataclass(frozen=True, slots=True)
class Wide:
    """``anchor``: the item of the text that it stands before in the story; ``span``: how many columns wide."""

    anchor: int
    picture: Picture
    span: int


@dataclass(slots=True)
class Box:
    """What stands over columns ``left`` to ``left + span``: a picture, or whatever else is drawn on whole rows."""

    item: Item
    left: int
    span: int
    at_top: bool


@dataclass(slots=True)
class Band:
    """A stretch of a page. ``used``: rows of it; ``shown``: how many of the wide pictures it took."""

    filled: Filled
    boxes: list[Box]
    used: int
    shown: int

    @property
    def ends(self) -> bool:
        return not self.filled.rest


def lay_band(
    items: Sequence[Item], done: int, wide: Sequence[Wide], grid: Grid, rows: int, *,
    language: str, mirrored: bool, leads: bool, fixed: Sequence[Box] = (),
) -> Band:  # fmt: skip
    """Fill ``rows`` with text and the pictures that belong to it; balance it where the text ends.

    ``done``: how many items of the story stand already. With ``leads`` the first picture comes whether the text has
    reached it or not.
    """
    for count in range(min(A_PAGE, len(wide)), -1, -1):
        boxes = _boxes(wide[:count], grid, rows, language, mirrored=mirrored)
        band = _band(items, [*fixed, *boxes], grid, rows, count) if boxes is not None else None
        if band is None:
            continue
        reached = done + len(items) - len(band.filled.rest)
        if not count or band.ends or all(one.anchor <= reached for one in wide[int(leads) : count]):
            return band
    raise ValueError("what is fixed on the page leaves no room")


def _boxes(shown: Sequence[Wide], grid: Grid, rows: int, language: str, *, mirrored: bool) -> list[Box] | None:
    boxes = []
    for place, one in enumerate(shown):
        left = grid.columns - one.span if mirrored != bool(place) else 0
        framed = Framed(one.picture, grid.across(one.span), language, highest=int(rows * HIGH_AT_MOST))
        if framed.wide < grid.across(one.span) - 1:
            return None
        boxes.append(Box(framed, left, one.span, at_top=not place))
    return boxes


def _band(items: Sequence[Item], boxes: list[Box], grid: Grid, rows: int, shown: int) -> Band | None:
    tops, bottoms = _taken(boxes, grid.columns)
    if any(top + bottom > rows for top, bottom in zip(tops, bottoms, strict=True)):
        return None
    if shown and sum(tops) + sum(bottoms) > SHARE_AT_MOST * rows * grid.columns:
        return None
    if even := balanced(items, tops, bottoms, rows):
        return Band(even[0], boxes, even[1], shown)
    return Band(fill_all(items, tops, bottoms, rows), boxes, rows, shown)


def _taken(boxes: Sequence[Box], columns: int) -> tuple[list[int], list[int]]:
    """With a row of air above what stands at the foot."""
    tops, bottoms = [0] * columns, [0] * columns
    for box in boxes:
        side, air = (tops, 0) if box.at_top else (bottoms, 1)
        for column in range(box.left, box.left + box.span):
            side[column] += box.item.rows + air
    return tops, bottoms


def gallery(pictures: Sequence[Picture], across: float, gutter: float, language: str, rows: int) -> list[list[Framed]]:
    """Pictures that the text left over, in rows of two or three, each row as wide as the page and of one height."""
    made, count, start = [], -(-len(pictures) // 3), 0
    for place in range(count):
        end = (place + 1) * len(pictures) // count
        some, start = pictures[start:end], end
        shapes = [one.width / one.height for one in some]
        high = (across - gutter * (len(some) - 1)) / sum(shapes)
        row = [Framed(one, high * shape, language, highest=rows) for one, shape in zip(some, shapes, strict=True)]
        made.append(row)
    return made
