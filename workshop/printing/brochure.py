"""A neighbourhood's directory to print and hand out: cover, plan, projects in two columns, two indexes, imprint."""

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from workshop.printing import document, fonts
from workshop.printing.brochure_cover import Lead, draw_cover
from workshop.printing.brochure_entry import Entry, EntryBlock, inked, plain
from workshop.printing.brochure_map import Sketch, draw_sketch, lay_out
from workshop.printing.colours import BRICK, HAIRLINE, INK, rgb
from workshop.printing.flow import BODY, FOOT, HEADING, SMALL, ready
from workshop.printing.text import Style, clean, draw_line

WIDTH, HEIGHT = A4
MARGIN, FOOT_HIGH, GUTTER = 15 * mm, 18 * mm, 8 * mm
MAP_WIDTH, MAP_HEIGHT = WIDTH - 2 * MARGIN - 5 * mm, 200 * mm
SECTION = ParagraphStyle("section", parent=HEADING, fontSize=17, leading=20, spaceBefore=4, spaceAfter=6)
GROUP = ParagraphStyle(
    "group", parent=BODY, fontName=fonts.BOLD, fontSize=9.5, leading=12, textColor=HexColor(BRICK), spaceBefore=7,
    spaceAfter=2, keepWithNext=1,
)  # fmt: skip
LINE = ParagraphStyle(
    "line", parent=BODY, fontSize=8.8, leading=11, leftIndent=8 * mm, bulletFontName=fonts.BOLD, bulletFontSize=8.8,
    spaceAfter=1.2,
)  # fmt: skip
PLAN_TITLE = Style(fonts.TITLE, 22, 14)


@dataclass(frozen=True, slots=True)
class Brochure:
    """All in the reader's words. ``causes``: each with the numbers under it, in the order to be printed."""

    title: str
    author: str
    language: str
    lede: str
    entries: Sequence[Entry]
    causes: Sequence[tuple[str, Sequence[int]]]
    day: str
    qr_text: str
    address_in_words: str
    scan: str
    plan: str
    on_plan: str  # "plan", before a cell of its grid
    north: str
    off_plan: str  # "Hors du plan :"
    unplaced: str  # "Lieu à préciser :"
    by_cause: str
    by_name: str
    imprint_title: str
    imprint: Sequence[str]
    lead: Lead | None = field(default=None, repr=False)


def brochure_pdf(brochure: Brochure, *, font_cache: Path | None = None) -> bytes:
    """Return the same bytes for the same content. Raises ValueError where there is no project."""
    if not brochure.entries:
        raise ValueError("no project to print")
    ready(font_cache)
    return _Maker(brochure).made()


class _Maker:
    def __init__(self, brochure: Brochure) -> None:
        self.brochure = brochure
        points = {entry.number: entry.point for entry in brochure.entries if entry.point}
        self.sketch: Sketch | None = lay_out(points, MAP_WIDTH, MAP_HEIGHT)
        self.on_page: list[int] = []

    def made(self) -> bytes:
        file = io.BytesIO()
        template = BaseDocTemplate(
            file, pagesize=A4, invariant=1, pageCompression=1, lang=self.brochure.language,
            pageTemplates=[
                PageTemplate("cover", [self._frame(0, 1)], onPage=self._cover),
                PageTemplate("plan", [self._frame(0, 1)], onPage=self._plan),
                PageTemplate("entries", [self._frame(0, 2), self._frame(1, 2)], onPageEnd=self._furniture),
                PageTemplate("index", [self._frame(place, 3) for place in range(3)], onPageEnd=self._furniture),
            ],
        )  # fmt: skip
        template.build(list(self._story()))
        return file.getvalue()

    def _frame(self, place: int, columns: int) -> Frame:
        wide = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
        high = HEIGHT - MARGIN - FOOT_HIGH
        return Frame(MARGIN + place * (wide + GUTTER), FOOT_HIGH, wide, high, 0, 0, 0, 0)

    def _story(self) -> Iterator[Flowable]:
        if self.sketch:
            yield from [NextPageTemplate("plan"), Spacer(0, 1), PageBreak()]
        yield from [NextPageTemplate("entries"), Spacer(0, 1), PageBreak()]
        section = ""
        for entry in self.brochure.entries:
            if entry.section != section:
                section = entry.section
                yield _Bookmarked(section, SECTION)
            cell = self.sketch.cells.get(entry.number) if self.sketch else None
            yield EntryBlock(entry, f"{self.brochure.on_plan}\u00a0{cell}" if cell else "", self.on_page.append)
        yield from [NextPageTemplate("index"), PageBreak()]
        yield from self._by_cause()
        yield Spacer(0, 6 * mm)
        yield from self._by_name()
        yield Spacer(0, 8 * mm)
        lines = [plain(line, SMALL) for line in self.brochure.imprint]
        yield KeepTogether([_Bookmarked(self.brochure.imprint_title, SECTION), *lines])

    def _by_cause(self) -> Iterator[Flowable]:
        known = {entry.number: entry for entry in self.brochure.entries}
        yield _Bookmarked(self.brochure.by_cause, SECTION)
        for cause, numbers in self.brochure.causes:
            yield plain(cause, GROUP)
            yield from (_index_line(known[number]) for number in numbers)

    def _by_name(self) -> Iterator[Flowable]:
        yield _Bookmarked(self.brochure.by_name, SECTION)
        letter = ""
        for entry in sorted(self.brochure.entries, key=lambda one: (sorted_name(one.name), one.number)):
            first = sorted_name(entry.name)[:1].upper()
            first = first if first.isalpha() else "0–9"
            if first != letter:
                letter = first
                yield plain(letter, GROUP)
            yield _index_line(entry)

    def _cover(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        said = self.brochure
        document.name(canvas, title=said.title, author=said.author)
        canvas.bookmarkPage("cover")
        canvas.addOutlineEntry(clean(said.title), "cover", 0, closed=False)
        draw_cover(
            canvas, title=said.title, author=said.author, lede=said.lede, day=said.day, scan=said.scan,
            qr_text=said.qr_text, address_in_words=said.address_in_words, lead=said.lead,
        )  # fmt: skip

    def _plan(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        said, sketch = self.brochure, self.sketch
        if sketch is None:
            return
        canvas.bookmarkPage("plan")
        canvas.addOutlineEntry(clean(said.plan), "plan", 0, closed=True)
        draw_line(canvas, said.plan, MARGIN, HEIGHT - MARGIN - 6 * mm, PLAN_TITLE, width=WIDTH - 2 * MARGIN)
        groups: dict[str, list[int]] = {}
        for entry in said.entries:
            groups.setdefault(entry.section, []).append(entry.number)
        canvas.saveState()
        canvas.translate(MARGIN + 5 * mm, HEIGHT - MARGIN - 16 * mm - MAP_HEIGHT)
        draw_sketch(canvas, sketch, groups, north=said.north)
        canvas.restoreState()
        self._draw_off(canvas, sketch)
        self._foot(canvas)

    def _draw_off(self, canvas: Canvas, sketch: Sketch) -> None:
        unplaced = [entry.number for entry in self.brochure.entries if entry.point is None]
        notes = [(self.brochure.off_plan, sketch.off), (self.brochure.unplaced, unplaced)]
        words = "  ".join(f"{label} {', '.join(map(str, numbers))}." for label, numbers in notes if numbers)
        if words:
            note = plain(words, SMALL)
            _wide, high = note.wrap(WIDTH - 2 * MARGIN - 5 * mm, 24 * mm)
            note.drawOn(canvas, MARGIN + 5 * mm, HEIGHT - MARGIN - 30 * mm - MAP_HEIGHT - high)

    def _furniture(self, canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setStrokeColorRGB(*rgb(HAIRLINE))
        canvas.setLineWidth(0.5)
        frames = template.pageTemplate.frames
        for left, right in pairwise(frames):
            x = (left.x1 + left.width + right.x1) / 2
            canvas.line(x, FOOT_HIGH, x, HEIGHT - MARGIN)
        self._foot(canvas, self.on_page)
        self.on_page.clear()

    def _foot(self, canvas: Canvas, numbers: Sequence[int] = ()) -> None:
        canvas.setStrokeColorRGB(*rgb(INK))
        canvas.setLineWidth(0.8)
        canvas.line(MARGIN, FOOT_HIGH - 4 * mm, WIDTH - MARGIN, FOOT_HIGH - 4 * mm)
        y, wide = FOOT_HIGH - 8.5 * mm, WIDTH - 2 * MARGIN
        draw_line(canvas, f"{self.brochure.title} · {self.brochure.day}", MARGIN, y, FOOT, width=wide - 50 * mm)
        if numbers:
            reach = f"n° {numbers[0]}" if len(numbers) == 1 else f"n° {numbers[0]} – {numbers[-1]}"
            draw_line(canvas, reach, WIDTH - MARGIN - 45 * mm, y, FOOT, width=30 * mm, centred=True)
        page = str(canvas.getPageNumber())
        draw_line(canvas, page, WIDTH - MARGIN - 10 * mm, y, FOOT, width=10 * mm, centred=True)


class _Bookmarked(Paragraph):
    """A heading that the reader's list of contents shows too."""

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        super().__init__(inked(text, style.fontName), style)
        self.said = clean(text)

    def draw(self) -> None:
        key = f"s-{self.said}"
        self.canv.bookmarkHorizontal(key, 0, self.height)
        self.canv.addOutlineEntry(self.said, key, 0, closed=True)
        super().draw()


def sorted_name(name: str) -> str:
    """Without accents, and without the article that half of them begin with."""
    folded = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe"))
    base = "".join(letter for letter in folded if not unicodedata.combining(letter)).casefold().replace("’", "'")
    for article in ("le ", "la ", "les ", "l'", "the "):
        if base.startswith(article) and len(base) > len(article):
            return base.removeprefix(article).lstrip()
    return base.lstrip("«\"' ")


def _index_line(entry: Entry) -> Paragraph:
    return Paragraph(
        f'<a href="#p{entry.number}">{inked(entry.name, LINE.fontName)}</a>', LINE, bulletText=str(entry.number)
    )


def numbers_by_cause(entries: Sequence[Entry]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for entry in entries:
        for cause in entry.causes:
            found.setdefault(cause, []).append(entry.number)
    return found
