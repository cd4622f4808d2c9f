"""One story on the pages: its head, its columns with pictures, and the project's box."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product
from typing import Any, TypeGuard, cast

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import BRICK, GREY, INK, rgb
from workshop.printing.newspaper_boxes import Imprint, ProjectBox
from workshop.printing.newspaper_columns import ROW, Item, rows_of
from workshop.printing.newspaper_floats import Band, Box, Grid, Wide, gallery, lay_band
from workshop.printing.newspaper_furniture import INSIDE, MARGIN, Contents, draw_hairline
from workshop.printing.newspaper_items import Setter
from workshop.printing.newspaper_parts import Block, Picture, Quote, Story, Text
from workshop.printing.newspaper_pictures import span_of
from workshop.printing.newspaper_sheets import Pages, Sheet, bookmark
from workshop.printing.text import Style, draw_line
from workshop.printing.typesetting import Face, Run, draw, even_lines, set_lines

GUTTER = 7 * mm
TITLE, LEAD_TITLE = Face(fonts.TITLE, 25, 26, hyphenate=False), Face(fonts.TITLE, 35, 35.5, hyphenate=False)
LEDE = Face(fonts.TEXT, 12.6, 17, hyphenate=False)
BYLINE = Face(fonts.ITALIC, 9.2, 12, GREY)
KICKER = Style(fonts.BOLD, 9, 7, BRICK)
# Less, and a story begins on a page of its own.
ROWS_TO_BEGIN = 30
# Of how many ways to lay a story out, by how many columns wide each picture is, the best is taken.
WAYS = 14
# Where the best of those still leaves a hole, so many more are tried: all that four pictures in three columns have.
MORE_WAYS, HOLE = 81, 12
LARGER, SMALLER, LESS_LED = 1.0, 1.5, 4.0
GOOD_ENOUGH = 4
MOST_VARIED = 4
# An imprint with a page to itself.
LOST = 40.0
# A box that its story left behind.
ALONE = 30.0
# A story that begins without the picture that leads it.
UNLED = 20.0
# So few rows on the page after.
SHORT, TAIL = 8, 12.0
# A story with so many letters to a picture is read, not looked at: two columns instead of three.
LETTERS_A_PICTURE = 1300


def _ways(usual: Sequence[int], columns: int) -> Iterator[tuple[float, list[int]]]:
    """Spans for a story's wide pictures, the usual ones first, and how many empty rows each departure is worth."""
    seen = []
    for way in product(*(range(1, columns + 1) for _picture in usual[:MOST_VARIED])):
        spans = [*way, *usual[MOST_VARIED:]]
        dear = sum(
            LARGER * max(0, now - was) + SMALLER * max(0, was - now) for now, was in zip(spans, usual, strict=True)
        )
        seen.append((dear + (LESS_LED if spans and spans[0] < usual[0] else 0), spans))
    yield from sorted(seen)


def grid_of(story: Story) -> Grid:
    pictures = sum(isinstance(block, Picture) for block in story.blocks)
    letters = sum(map(_letters, story.blocks))
    columns = 2 if letters / (pictures + 1) > LETTERS_A_PICTURE else 3
    return Grid(columns, (INSIDE - (columns - 1) * GUTTER) / columns, GUTTER)


def _letters(block: Block) -> int:
    match block:
        case Text(runs):
            return sum(len(run.text) for run in runs)
        case Quote(text):
            return len(text)
        case _:
            return 0


class StoryLayout:
    def __init__(self, maker: Pages, story: Story, place: int) -> None:
        self.maker, self.story, self.place = maker, story, place
        self.language = maker.paper.language
        self.grid = grid_of(story) if place else Grid(3, (INSIDE - 2 * GUTTER) / 3, GUTTER)
        self.box = ProjectBox(story.project, INSIDE, self.language) if story.project else None
        self.blank, self.end = 0.0, 0
        self.setter = Setter(self.grid.width, self.language)
        self.items: list[Item] = []
        self.wide: list[Wide] = []
        begun = maker.page.row
        if place and maker.page.left < ROWS_TO_BEGIN:
            maker.turn()
        elif begun:
            maker.page.row += 2
        maker.page_of.append(len(maker.pages))

    def lay(self) -> None:
        """In the way that leaves least of the last page empty: pictures are larger or smaller for it."""
        usual = [span_of(block, self.grid.columns) for block in self.story.blocks if self._is_wide(block)]
        ways = list(islice(_ways(usual, self.grid.columns), MORE_WAYS))
        if len(ways) == 1:
            return self._lay(usual)
        pages = self.maker.pages
        count, row, acts = len(pages), pages[-1].row, len(pages[-1].acts)
        costs: list[tuple[float, int]] = []
        for place, (dear, way) in enumerate(ways):
            if place >= WAYS and min(costs)[0] < max(HOLE, dear):
                break
            self._lay(way)
            costs.append((dear + self.blank + self._emptiness(), place))
            del pages[count:], pages[-1].acts[acts:]
            pages[-1].row = row
            if costs[-1][0] < GOOD_ENOUGH:
                break
        return self._lay(ways[min(costs)[1]][1])

    def _emptiness(self) -> float:
        left = self.maker.page.rows - self.end
        if self.place < len(self.maker.paper.stories) - 1:
            return left if left < ROWS_TO_BEGIN else 0
        foot = Imprint(self.maker.paper, INSIDE).rows + 1
        return (left - foot) / 2 if left >= foot else left + LOST

    def _is_wide(self, block: Block) -> TypeGuard[Picture]:
        return isinstance(block, Picture) and span_of(block, self.grid.columns) > 1

    def _sort(self, way: Sequence[int]) -> None:
        """The text with the pictures that stand in a column; those that are wider, with where they belong."""
        self.items, self.wide = [], []
        indented, spans = False, iter(way)
        for block in self.story.blocks:
            if self._is_wide(block) and (span := next(spans)) > 1:
                self.wide.append(Wide(len(self.items), block, span))
                continue
            self.items += self.setter.items(block, indented=indented)
            indented = isinstance(block, Text)

    def _lay(self, way: Sequence[int]) -> None:
        self._sort(way)
        self._header()
        self.blank = 0.0
        items: Sequence[Item] = self.items
        wide, leads, fixed = self.wide, True, self._contents()
        boxed = self.box is None
        while items or fixed:
            page = self.maker.page
            mirrored = bool(len(self.maker.pages) % 2) == bool(self.place) and not fixed
            lay = partial(
                lay_band, items, len(self.items) - len(items), wide, self.grid, page.left, language=self.language,
                mirrored=mirrored, leads=leads,
            )  # fmt: skip
            band = lay(fixed=fixed)
            if self._leaves_box_alone(band, wide, boxed=boxed or bool(fixed)):
                # Rather than alone on the next page, the project stands at the foot of this one, and the text goes on.
                band, boxed = lay(fixed=[Box(cast(ProjectBox, self.box), 0, self.grid.columns, at_top=False)]), True
            if len(band.filled.rest) == len(items) and not page.row and not band.boxes:
                raise AssertionError("a part of a story is higher than a page")
            self._put(page, band)
            self.blank += UNLED if leads and wide and not band.shown else 0
            self.blank += TAIL if band.ends and not leads and band.used < SHORT else 0
            items, wide, leads, fixed = band.filled.rest, wide[band.shown :], False, []
            if items:
                self.blank += band.filled.blank / self.grid.columns
                self.maker.turn()
        self._gallery([one.picture for one in wide])
        self.end = self.maker.page.row
        if not boxed:
            self._project()

    def _leaves_box_alone(self, band: Band, wide: Sequence[Wide], *, boxed: bool) -> bool:
        if self.box is None or boxed or not band.ends or wide[band.shown :]:
            return False
        return band.used + self.box.rows + 1 > self.maker.page.left

    def _contents(self) -> list[Box]:
        titles = [story.title for story in self.maker.paper.stories]
        if self.place or len(titles) < 2:
            return []
        contents = Contents(self.maker.paper.contents, titles, self.grid.width, self.maker.page_of.__getitem__)
        return [Box(contents, 2, 1, at_top=False)] if contents.rows < self.maker.page.left * 0.7 else []

    def _header(self) -> None:
        page, story = self.maker.page, self.story
        face = TITLE if self.place else LEAD_TITLE
        titles = even_lines(story.title, face, INSIDE, language=self.language)
        lede = even_lines(story.lede, LEDE, INSIDE * 0.92, language=self.language)
        byline = set_lines([Run(story.byline)], BYLINE, INSIDE, language=self.language)
        top = page.y(page.row)

        def act(canvas: Canvas) -> None:
            bookmark(f"story-{self.place}", story.title, top + ROW)(canvas)
            y = top
            if self.place:
                canvas.setFillColorRGB(*rgb(INK))
                canvas.rect(MARGIN, y - 2.4, INSIDE, 2.4, stroke=0, fill=1)
                y -= 3 * mm
            draw_line(canvas, story.kicker, MARGIN, y - 3.4 * mm, KICKER, width=INSIDE)
            y -= 4.6 * mm
            for kind, lines in ((face, titles), (LEDE, lede), (BYLINE, byline)):
                y -= 0 if kind is face else 1.6 * mm
                for line in lines:
                    draw(canvas, line, MARGIN, y - 0.8 * kind.leading, kind)
                    y -= kind.leading

        page.acts.append(act)
        high = 4.6 * mm + len(titles) * face.leading + len(lede) * LEDE.leading + len(byline) * BYLINE.leading
        page.row += rows_of(high + 3.2 * mm + (3 * mm if self.place else 0) + 3 * mm)

    def _put(self, page: Sheet, band: Band) -> None:
        first = page.row
        for placed in band.filled.placed:
            x, top = MARGIN + self.grid.x(placed.column), page.y(first + placed.row)
            page.acts.append(partial(placed.item.draw, x=x, top=top, width=self.grid.width))
        feet = [0] * self.grid.columns
        for box in band.boxes:
            over, row = slice(box.left, box.left + box.span), first
            if not box.at_top:
                row = first + band.used - box.item.rows - max(feet[over])
                feet[over] = [foot + box.item.rows + 1 for foot in feet[over]]
            x = MARGIN + self.grid.x(box.left)
            page.acts.append(partial(box.item.draw, x=x, top=page.y(row), width=self.grid.across(box.span)))
        page.acts += self._hairlines(page, band)
        page.row += band.used

    def _hairlines(self, page: Sheet, band: Band) -> list[Callable[[Canvas], Any]]:
        """Between columns, where no picture lies over both."""
        acts: list[Callable[[Canvas], Any]] = []
        for column in range(1, self.grid.columns):
            over = [box for box in band.boxes if box.left < column < box.left + box.span]
            above = max((box.item.rows for box in over if box.at_top), default=0)
            below = max((box.item.rows for box in over if not box.at_top), default=0)
            if band.used - above - below > 1:
                x = MARGIN + self.grid.x(column) - GUTTER / 2
                top, bottom = page.y(page.row + above) - 2, page.y(page.row + band.used - below) + 1
                acts.append(partial(draw_hairline, x=x, top=top, bottom=bottom))
        return acts

    def _gallery(self, pictures: list[Picture]) -> None:
        for framed in gallery(pictures, INSIDE, GUTTER, self.language, rows=30):
            rows = max(one.rows for one in framed) + 1
            if self.maker.page.left < rows:
                self.blank += ALONE
                self.maker.turn()
            page, x = self.maker.page, MARGIN
            for one in framed:
                page.acts.append(partial(one.draw, x=x, top=page.y(page.row + 1), width=one.width))
                x += one.width + GUTTER
            page.row += rows

    def _project(self) -> None:
        if self.box is None:
            return
        if self.maker.page.left < self.box.rows + 1:
            self.blank += ALONE
            self.maker.turn()
            self.end = 0
        page = self.maker.page
        page.row += 1 if page.row else 0
        goes_on = self.place == len(self.maker.paper.stories) - 1 or page.left - self.box.rows >= ROWS_TO_BEGIN
        if not goes_on:
            # No story begins below: the box closes the page.
            page.row = page.rows - self.box.rows
        page.acts.append(partial(self.box.draw, x=MARGIN, top=page.y(page.row), width=INSIDE))
        self.end += self.box.rows + 1
        page.row += self.box.rows
