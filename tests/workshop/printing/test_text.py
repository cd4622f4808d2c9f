import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from workshop.printing import fonts
from workshop.printing.text import LONGEST, clean, fitted, headline

WIDTH = 150


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    fonts.register()


@given(st.text(max_size=300))
def test_clean_text_is_one_line_of_bounded_length(text):
    cleaned = clean(text)
    assert len(cleaned) <= LONGEST
    assert not set(cleaned) & set("\n\r\t\0\x1b\u2028")
    assert clean(cleaned) == cleaned


def test_narrow_spaces_of_french_typography_stay():
    assert clean("Sans scanner\u202f: va sur") == "Sans scanner\u202f: va sur"


@given(st.text(min_size=1, max_size=80))
def test_a_line_fits_whatever_it_says(text):
    line, size = fitted(clean(text), fonts.TEXT, 12, 8, WIDTH)
    assert 8 <= size <= 12
    assert stringWidth(line, fonts.TEXT, size) <= WIDTH + 0.1


def test_a_long_line_shrinks_before_it_is_cut():
    assert fitted("École élémentaire des Ormes", fonts.TEXT, 12, 8, WIDTH)[0] == "École élémentaire des Ormes"
    assert fitted("École élémentaire des Ormes imaginaires", fonts.TEXT, 12, 12, WIDTH)[0].endswith("…")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Inès", ("Inès",)),
        ("Léo B.", ("Léo B.",)),
        ("Jean-Christophe-Alexandre", ("Jean-Christophe-", "Alexandre")),
        ("Marie Lou de la T.", ("Marie Lou", "de la T.")),
    ],
)
def test_a_long_name_is_set_in_two_lines_cut_between_words(name, lines):
    assert headline(name, fonts.TITLE, 33, 10, WIDTH)[0] == lines


@given(st.text(alphabet=st.characters(codec="latin-1", categories=["L", "Zs", "Pd"]), min_size=1, max_size=60))
def test_a_headline_fits_in_at_most_two_lines(text):
    lines, size = headline(clean(text), fonts.TITLE, 33, 10, WIDTH)
    assert len(lines) <= 2
    assert all(stringWidth(line, fonts.TITLE, size) <= WIDTH + 0.1 for line in lines)
