"""A class's paper, from its stories: masthead, columns that balance, pictures by their shape. Bytes out."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from workshop.printing import document
from workshop.printing.flow import ready
from workshop.printing.newspaper_boxes import Imprint
from workshop.printing.newspaper_furniture import HEAD, HEIGHT, INSIDE, MARGIN, draw_folio, draw_masthead
from workshop.printing.newspaper_parts import Paper
from workshop.printing.newspaper_sheets import Sheet, bookmark
from workshop.printing.newspaper_story import StoryLayout

Progress = Callable[[int, int], None]


def newspaper_pdf(
    paper: Paper, *, font_cache: Path | None = None, progress: Progress = lambda _done, _of: None
) -> bytes:
    """Return the same bytes for the same content. ``progress`` hears how many of how many steps are done.

    Raises ValueError where there is no story.
    """
    if not paper.stories:
        raise ValueError("no story to print")
    ready(font_cache)
    return _Maker(paper, progress).made()


class _Maker:
    def __init__(self, paper: Paper, progress: Progress) -> None:
        self.paper, self.progress = paper, progress
        self.pages: list[Sheet] = []
        self.page_of: list[int] = []

    def made(self) -> bytes:
        paper, file = self.paper, io.BytesIO()
        canvas = document.new_canvas(file, title=paper.title, author=paper.author, language=paper.language)
        below = draw_masthead(Canvas(io.BytesIO()), paper)
        self._turn(below).acts.append(partial(draw_masthead, paper=paper))
        steps = 2 * len(paper.stories)
        for place, story in enumerate(paper.stories):
            StoryLayout(self, story, place).lay()
            self.progress(place + 1, steps)
        self._imprint()
        for number, page in enumerate(self.pages, start=1):
            for act in page.acts:
                act(canvas)
            canvas.showPage()
            self.progress(len(paper.stories) + len(paper.stories) * number // len(self.pages), steps)
        canvas.save()
        return file.getvalue()

    @property
    def page(self) -> Sheet:
        return self.pages[-1]

    def _turn(self, top: float) -> Sheet:
        self.pages.append(Sheet(top))
        return self.page

    def turn(self) -> Sheet:
        page = self._turn(HEIGHT - HEAD)
        page.acts.append(partial(draw_folio, paper=self.paper, page=len(self.pages)))
        return page

    def _imprint(self) -> None:
        imprint = Imprint(self.paper, INSIDE)
        if self.page.left < imprint.rows + 1:
            self.turn()
        # At the foot of the last page, wherever the last story ends.
        row = self.page.rows - imprint.rows
        self.page.acts.append(bookmark("imprint", self.paper.imprint_title, self.page.y(row)))
        self.page.acts.append(partial(imprint.draw, x=MARGIN, top=self.page.y(row)))
