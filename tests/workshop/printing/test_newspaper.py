"""A class's paper, read back as a reader, a scanner, a screen reader and a search engine would."""

import dataclasses
import io
import random
import re
from itertools import pairwise

import pytest
import zxingcpp
from pypdf import PdfReader
from reportlab.pdfbase.ttfonts import TTFont

from tests.workshop.printing.newspapers import newspaper, photograph, project
from tests.workshop.printing.raster import rasterised
from workshop.printing import fonts
from workshop.printing.newspaper import newspaper_pdf
from workshop.printing.newspaper_columns import balanced
from workshop.printing.newspaper_items import BODY, Setter, TextLine
from workshop.printing.newspaper_parts import Heading, Quote, Story, Text
from workshop.printing.newspaper_pictures import span_of
from workshop.printing.typesetting import TOO_SHORT, Run, set_lines

pytestmark = pytest.mark.engine
DRAWN = re.compile(r"(\S+) 0 0 (\S+) (\S+) (\S+) cm\n/FormXob")
FRENCH = (
    "«\u202fŒuvre d’hiver\u202f» coûte 1\u202f200\u00a0€\u202f; l’été, où\u202f? Noël… – L’Haÿ, ÇA, Łódź, Đà Nẵng. "
    "Peut\u2011être 3\u2009m², 50\u00a0%, no\ufb01, \ufb02eur, co\u0302te, 🐝, 中文, \u00adfin."
)


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    fonts.register()


@pytest.fixture(scope="module")
def printed():
    paper = newspaper(4, words=430, pictures=4)
    said = []
    return paper, newspaper_pdf(paper, progress=lambda done, of: said.append((done, of))), said


def xobjects(page):
    resources = page["/Resources"]
    return {name: resources["/XObject"].raw_get(name) for name in resources.get("/XObject", {})}


def words_of(text):
    return re.sub(r"\s+", " ", text.replace("\u00ad\n", "").replace("\u202f", " ")).strip()


def test_a_paper_is_read_in_order_by_whoever_cannot_see_it(printed):
    paper, pdf, said = printed
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata.title == paper.title
    assert reader.metadata.author == paper.author
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    titles = [story.title for story in paper.stories]
    assert [mark["/Title"] for mark in reader.outline] == [*titles, paper.imprint_title]
    assert all(reader.get_destination_page_number(mark) >= 0 for mark in reader.outline)
    pages = [words_of(page.extract_text()) for page in reader.pages]
    whole = " ".join(pages)
    at = 0
    for story in paper.stories:
        for block in story.blocks:
            if isinstance(block, Text):
                begins = words_of("".join(run.text for run in block.runs))[:24]
                assert begins in whole[at:], begins
                at = whole.index(begins, at)
    for name in ["Bilal, Éloïse, Renard", paper.motto, paper.number.replace("\u202f", " ")]:
        assert name in whole
    contents = pages[0].split(paper.contents)[1]
    for mark in reader.outline[:-1]:
        assert (
            f"{reader.get_destination_page_number(mark) + 1} {mark['/Title'][:14]}".replace("\u202f", " ") in contents
        )
    assert said[0] == (1, 8)
    assert said[-1] == (8, 8)
    assert [done for done, _of in said] == sorted(done for done, _of in said)


def test_fonts_are_in_the_file_and_pictures_as_they_came(printed):
    paper, pdf, _said = printed
    assert newspaper_pdf(paper) == pdf
    reader = PdfReader(io.BytesIO(pdf))
    used = {}
    for page in reader.pages:
        for name, font in page["/Resources"]["/Font"].items():
            used[name] = font.get_object()
    drawn = {font["/BaseFont"]: font for font in used.values() if "/FontDescriptor" in font}
    assert len(drawn) >= 4
    for font in drawn.values():
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font
    given = {block.jpeg for story in paper.stories for block in story.blocks if hasattr(block, "jpeg")}
    images = {image.idnum: image.get_object()._data for page in reader.pages for image in xobjects(page).values()}
    assert set(images.values()) == given
    assert len(images) == len(given)


def test_every_sign_that_is_printed_is_in_its_font(monkeypatch):
    """Neither an empty box nor a letter that is silently left out, whatever children type."""
    story = Story(FRENCH, FRENCH, FRENCH, FRENCH, [
        Heading(FRENCH), Text([Run(FRENCH), Run(FRENCH, bold=True), Run(FRENCH, italic=True)]),
        Text([Run(FRENCH, bold=True, italic=True)], mark="•"), Quote(FRENCH, FRENCH, FRENCH), Quote("Court…", FRENCH),
        dataclasses.replace(photograph("landscape"), caption=FRENCH, credit=FRENCH),
    ], project())  # fmt: skip
    paper = dataclasses.replace(newspaper(1), stories=[story], imprint=[FRENCH], motto=FRENCH, school=FRENCH)
    seen = []
    split = TTFont.splitString

    def watched(self, text, doc, encoding="utf-8"):
        seen.extend((self.fontName, letter) for letter in (text.decode() if isinstance(text, bytes) else text))
        return split(self, text, doc, encoding)

    monkeypatch.setattr(TTFont, "splitString", watched)
    pdf = newspaper_pdf(paper)
    assert not {(font, letter) for font, letter in seen if not fonts.covers(font, letter)}
    assert len(seen) > 1500
    text = words_of("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    for said in ["Œuvre d’hiver", "1 200", "nofi", "fleur", "côte", "Łódź, Đà Nẵng", "peut\u2011être".capitalize()]:
        assert said in text, said


def test_no_line_is_left_alone_and_columns_end_together():
    made = random.Random(8)
    setter = Setter(158, "fr")
    blocks = [Text([Run(" ".join(made.choice(["le", "jardin", "s’éveille", "doucement,", "là-bas"]) for _word in range(
        made.randint(4, 70)))) ]) for _paragraph in range(30)]  # fmt: skip
    items = [item for block in blocks for item in setter.items(block, indented=True)]
    for columns in (2, 3):
        filled, rows = balanced(items, [0] * columns, [0] * columns, 10_000)
        heights = [max(p.row + p.item.rows for p in filled.placed if p.column == place) for place in range(columns)]
        assert max(heights) == rows
        assert max(heights) - min(heights) < 4
        for one, following in pairwise(filled.placed):
            if one.column != following.column:
                assert one.item.breaks
    lone = [setter.items(block, indented=False) for block in blocks]
    for lines in lone:
        assert all(isinstance(line, TextLine) for line in lines)
        if len(lines) > 1:
            assert not lines[0].breaks
            assert not lines[-2].breaks


def test_lines_are_broken_where_french_breaks_them():
    said = "Extraordinairement, la bibliothèque de l’arrondissement s’enorgueillit de ses jardinières infatigables."
    for measure in (70, 100, 158, 240):
        lines = set_lines([Run(said)], BODY, measure)
        assert all(line.width <= measure + 0.1 for line in lines)
        assert not any(one.hyphenated and two.hyphenated for one, two in pairwise(lines))
        joined = "".join(line.text if line.text.endswith("\u00ad") else f"{line.text} " for line in lines)
        assert joined.replace("\u00ad", "").split() == said.split()
    narrow = set_lines([Run(said)], BODY, 100)
    assert any(line.hyphenated for line in narrow)
    assert all(line.text.rstrip("\u00ad").split()[-1].lower()[-2:] != "l’" for line in narrow)
    assert all(line.width > TOO_SHORT * 100 * 0.6 for line in narrow[:-1])
    assert set_lines([Run("Il pleut\u202f!")], BODY, 30)[-1].text == "pleut\u202f!"
    address = set_lines([Run("https://cap.example.org/" + "x" * 200)], BODY, 100)
    assert all(line.width <= 100.1 for line in address)
    assert set_lines([Run("  \n ")], BODY, 100) == []


def test_pictures_stand_by_their_shape(printed):
    assert [span_of(photograph(kind), 3) for kind in ("panorama", "landscape", "square", "portrait")] == [3, 2, 1, 1]
    paper, pdf, _said = printed
    boxes = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        drawn = DRAWN.findall(page.get_contents().get_data().decode("latin-1"))
        boxes += [(float(x), float(y), float(x) + float(w), float(y) + float(h)) for w, h, x, y in drawn]
        page_boxes = boxes[-len(drawn) :] if drawn else []
        for place, (left, bottom, right, top) in enumerate(page_boxes):
            assert 42 <= left < right <= 596 - 42
            assert 39 <= bottom < top <= 842 - 36
            for other in page_boxes[place + 1 :]:
                apart = right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= bottom
                assert apart, "two pictures lie over each other"
    assert len(boxes) == sum(hasattr(block, "jpeg") for story in paper.stories for block in story.blocks)


def test_the_codes_lead_to_the_pages(printed):
    paper, pdf, _said = printed
    found = {code.text for page in rasterised(pdf, dpi=150) for code in zxingcpp.read_barcodes(page)}
    assert found == {paper.address, *(story.project.address for story in paper.stories)}
    links = {
        note.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(pdf)).pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }
    assert links == found


@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_class_wrote_is_printed_whole(seed):
    made = random.Random(seed)
    paper = newspaper(made.randint(1, 5), words=made.randint(10, 900), pictures=made.randint(0, 9), seed=seed)
    pages = PdfReader(io.BytesIO(newspaper_pdf(paper))).pages
    text = words_of("".join(f"{page.extract_text()}\n" for page in pages))
    for story in paper.stories:
        for block in story.blocks:
            if isinstance(block, Text):
                last = words_of(block.runs[-1].text).split()[-1]
                assert last in text
    images = [block for story in paper.stories for block in story.blocks if hasattr(block, "jpeg")]
    drawn = sum(len(DRAWN.findall(page.get_contents().get_data().decode("latin-1"))) for page in pages)
    assert drawn == len(images)


def test_an_endless_title_and_a_tower_of_a_picture_stay_on_the_page():
    tall = dataclasses.replace(photograph("portrait"), width=90, height=900)
    story = Story(
        "Pourquoi " * 30, "K" * 300, "Lede " * 100, "Par nous", [tall, Text([Run("x" * 3000)]), tall], project()
    )
    pages = PdfReader(io.BytesIO(newspaper_pdf(dataclasses.replace(newspaper(1), stories=[story])))).pages
    assert 1 < len(pages) < 8
    with pytest.raises(ValueError, match="no story"):
        newspaper_pdf(dataclasses.replace(newspaper(1), stories=[]))
