import pytest

from workshop.printing.drawing import operators

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{}</svg>'


def drawn(shape: str, colour: str = "#ff0000") -> str:
    return operators(SVG.format(shape), colour)[2]


def test_the_colour_stands_where_the_drawing_says_current_colour():
    assert "1 0 0 rg" in drawn('<rect x="1" y="2" width="3" height="4" fill="currentColor"/>')
    assert "1 0 0 RG 2 w" in drawn('<path d="M0 0 L1 1" fill="none" stroke="currentColor" stroke-width="2"/>')


def test_a_quadratic_curve_becomes_a_cubic_one():
    assert "0 0 m 2 2 4 2 6 0 c" in drawn('<path d="M0 0 Q3 3 6 0 Z" fill="#000"/>')


def test_a_polygon_is_closed():
    assert drawn('<polygon points="0,0 4,0 4,4" fill="#000"/>').endswith("0 0 m 4 0 l 4 4 l h f")


def test_a_circle_stays_in_its_box():
    numbers = [float(word) for word in drawn('<circle cx="8" cy="8" r="3" fill="#000"/>').split() if word[0].isdigit()]
    assert min(numbers[6:]) == 5
    assert max(numbers) == 11


@pytest.mark.parametrize("shape", ["<text>a</text>", '<image href="x"/>', '<g><path d="M0 0"/></g>', "<script/>"])
def test_what_is_not_in_the_subset_is_refused(shape):
    with pytest.raises(ValueError, match="no such shape"):
        drawn(shape)


def test_a_colour_by_name_is_refused():
    with pytest.raises(ValueError, match="not a colour"):
        drawn('<rect x="0" y="0" width="1" height="1" fill="red"/>')
