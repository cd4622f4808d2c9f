import io

import pytest
import zxingcpp
from PIL import Image, ImageChops
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tests.workshop.printing.raster import rasterised
from tests.workshop.printing.samples import WORDS, card, cards
from workshop.printing.cards import cards_pdf
from workshop.printing.cutting import PER_PAGE, corner


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_thirty_cards_take_four_a4_pages():
    pages = read(cards_pdf(cards(30), WORDS)).pages
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    assert len(pages) == 4


def test_each_card_says_who_it_is_for_and_how_to_sign_in_without_scanning():
    page = read(cards_pdf([card(0), card(3)], WORDS)).pages[0].extract_text()
    for words in ["Inès", "Œdipe", "CM2 B de Mme Petitpont", "École des Ormes imaginaires", "cap.example.org/carnet"]:
        assert words in page
    assert page.replace(" ", "").count("KRTBLM") == 2
    assert WORDS.role in page


def test_every_qr_code_can_be_scanned_from_the_printed_page():
    made = cards(11)
    found = [code.text for page in rasterised(cards_pdf(made, WORDS)) for code in zxingcpp.read_barcodes(page)]
    assert sorted(found) == sorted(each.qr_text for each in made)


def test_printing_again_gives_the_same_bytes():
    assert cards_pdf(cards(9), WORDS) == cards_pdf(cards(9), WORDS)


def test_the_document_has_a_title_an_author_and_a_language():
    document = read(cards_pdf(cards(1), WORDS))
    assert document.metadata.title == WORDS.title
    assert document.metadata.author == WORDS.author
    assert document.trailer["/Root"]["/Lang"] == "fr"


def test_all_fonts_are_in_the_document():
    fonts = read(cards_pdf(cards(1), WORDS)).pages[0]["/Resources"]["/Font"].values()
    embedded = {
        font.get_object()["/BaseFont"].partition("+")[2] for font in fonts if "/FontDescriptor" in font.get_object()
    }
    assert {"AtkinsonHyperlegible-Bold", "AtkinsonHyperlegible-Regular"} <= embedded
    assert any(name.startswith("Bricolage") for name in embedded)


LONG = "W" * 300


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"name": "Maximilien-Ferdinand Grosjean de la Tour du Pin"}, "name"),
        ({"name": LONG}, "name"),
        ({"name": "W-" * 40}, "name"),
        ({"name": "(a) \\ <b>&amp;\u0000\n"}, "name"),
        ({"name": "名前"}, "name"),
        ({"name": ""}, "name"),
        ({"classroom": LONG, "school": LONG}, "class"),
        ({"class_code": LONG}, "code"),
        ({"address_in_words": LONG}, "address"),
        ({"secret_labels": (LONG,) * 4}, "labels"),
    ],
)
def test_no_text_leaves_its_box(changes, box):
    """Boxes in millimetres of the card: left, bottom, right, top."""
    boxes = {
        "name": (35, 41, 90, 56.5),
        "class": (35, 33.5, 90, 42),
        "code": (6, 20, 61, 26.4),
        "address": (6, 25.5, 61, 30),
        "labels": (6, 3.6, 61, 6.6),
    }
    usual, odd = (rasterised(cards_pdf([made], WORDS))[0] for made in (card(0), card(0, **changes)))
    changed = ImageChops.difference(usual, odd).getbbox()
    assert changed is not None
    assert inside(changed, boxes[box], usual)


def inside(pixels: tuple[int, int, int, int], box: tuple[float, float, float, float], page: Image.Image) -> bool:
    x, y = corner(0)
    left, bottom, right, top = (side * mm for side in box)
    scale = page.width / A4[0]
    allowed = (x + left, A4[1] - y - top, x + right, A4[1] - y - bottom)
    return all(
        near <= side + 1 if place < 2 else near >= side - 1
        for place, (near, side) in enumerate(zip((edge * scale for edge in allowed), pixels, strict=True))
    )


def test_a_name_with_a_separate_accent_is_the_composed_one():
    assert "Anné-Sophie" in read(cards_pdf([card(0, name="Anne\u0301-Sophie")], WORDS)).pages[0].extract_text()


def test_without_cards_there_is_nothing_to_print():
    with pytest.raises(ValueError, match="no card"):
        cards_pdf([], WORDS)


def test_cards_lie_in_reading_order_and_do_not_overlap():
    corners = [corner(place) for place in range(PER_PAGE)]
    assert len(set(corners)) == PER_PAGE
    assert corners == sorted(corners, key=lambda at: (-at[1], at[0]))
