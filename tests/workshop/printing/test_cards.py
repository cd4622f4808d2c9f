import io
import subprocess

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from tests.workshop.printing.samples import WORDS, card, cards
from workshop.printing.cards import cards_pdf
from workshop.printing.cutting import PER_PAGE, corner


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def rasterised(pdf: bytes, tmp_path) -> list[Image.Image]:
    (tmp_path / "cards.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", tmp_path / "cards.pdf", tmp_path / "page"], check=True)
    return [Image.open(path) for path in sorted(tmp_path.glob("page*.pgm"))]


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


def test_every_qr_code_can_be_scanned_from_the_printed_page(tmp_path):
    made = cards(11)
    found = [
        code.text for page in rasterised(cards_pdf(made, WORDS), tmp_path) for code in zxingcpp.read_barcodes(page)
    ]
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


@pytest.mark.parametrize(
    "name",
    [
        "Maximilien-Ferdinand Grosjean de la Tour du Pin",
        "W" * 300,
        "Anne\u0301-Sophie",
        "名前",
        "(a) \\ <b>&amp;\u0000\n",
        "",
        "-",
    ],
)
def test_no_name_breaks_the_page_or_leaves_its_box(name, tmp_path):
    usual, odd = (cards_pdf([card(0, name=text)], WORDS) for text in ("", name))
    before, after = rasterised(usual, tmp_path)[0], rasterised(odd, tmp_path)[0]
    x, y = corner(0)
    scale = 200 / 72
    allowed = [round(side * scale) for side in (x + 98, 842 - (y + 162), x + 256, 842 - (y + 112))]
    for image in (before, after):
        image.paste(255, allowed)
    assert before.tobytes() == after.tobytes()


def test_a_name_with_a_separate_accent_is_the_composed_one():
    assert "Anné-Sophie" in read(cards_pdf([card(0, name="Anne\u0301-Sophie")], WORDS)).pages[0].extract_text()


def test_without_cards_there_is_nothing_to_print():
    with pytest.raises(ValueError, match="no card"):
        cards_pdf([], WORDS)


def test_cards_lie_in_reading_order_and_do_not_overlap():
    corners = [corner(place) for place in range(PER_PAGE)]
    assert len(set(corners)) == PER_PAGE
    assert corners == sorted(corners, key=lambda at: (-at[1], at[0]))
