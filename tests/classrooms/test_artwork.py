from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from classrooms import artwork
from classrooms.artwork import ANIMALS, COLOURS, SECRETS, ClassroomFullError, pick_look, svg_source
from classrooms.roster.pictures import PICTURES
from workshop.printing.colours import PAPER, WHITE, rgb
from workshop.printing.drawing import operators

SHAPES = {"path", "circle", "ellipse", "rect", "polygon"}
PLACES = {"d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "points"}
ATTRIBUTES = PLACES | {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
DRAWINGS = [("animal", slug) for slug in ANIMALS] + [("secret", slug) for slug in SECRETS]


def luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("kind", "slug"), DRAWINGS)
def test_drawings_hold_plain_shapes_and_nothing_that_could_run(kind, slug):
    root = ElementTree.fromstring(svg_source(kind, slug))
    assert root.attrib == {"viewBox": "0 0 64 64"}
    for shape in root:
        assert shape.tag.rpartition("}")[2] in SHAPES
        assert set(shape.attrib) <= ATTRIBUTES
        assert not list(shape)


@pytest.mark.parametrize(("kind", "slug"), DRAWINGS)
def test_drawings_can_be_printed(kind, slug):
    assert operators(svg_source(kind, slug))[:2] == (64, 64)


@pytest.mark.parametrize("slug", ANIMALS)
def test_an_animal_wears_the_pupils_colour(slug):
    assert 'fill="currentColor"' in svg_source("animal", slug)


def test_no_drawing_lies_about_unused():
    for folder, known in [("animals", ANIMALS), ("secrets", SECRETS)]:
        files = (artwork.STATIC / "classrooms/artwork" / folder).glob("*.svg")
        assert {path.stem for path in files} == set(known)


def test_colours_stand_out_on_paper_and_carry_white_words():
    for colour in COLOURS.values():
        assert contrast(colour.hex, PAPER) >= 3
        assert contrast(colour.hex, WHITE) >= 4.5


def test_a_secret_is_drawn_from_twelve_pictures():
    assert len(SECRETS) == PICTURES


def test_a_class_uses_every_animal_before_one_comes_back():
    taken: list[tuple[str, str]] = []
    for _ in range(len(ANIMALS)):
        taken.append(pick_look(taken))
    assert {animal for animal, _colour in taken} == set(ANIMALS)


def test_looks_are_given_once_until_the_class_is_full():
    taken: set[tuple[str, str]] = set()
    for _ in range(len(ANIMALS) * len(COLOURS)):
        look = pick_look(taken)
        assert look not in taken
        taken.add(look)
    with pytest.raises(ClassroomFullError):
        pick_look(taken)


def test_the_look_of_a_pupil_who_left_is_given_again():
    first, second, third = pick_look([]), ("grenouille", "vert"), ("hibou", "bleu")
    assert pick_look([second, third]) == first


def test_an_animal_in_a_page_has_its_name_for_screen_readers():
    page = Template("{% load artwork %}{% animal 'renard' 'rouge' %}").render(Context())
    assert page.startswith("<svg ")
    assert 'role="img" aria-label="renard en rouge"' in page
    assert 'color="#c62f2f"' in page
    assert "style" not in page


def test_beside_its_name_a_drawing_is_decoration():
    page = Template("{% load artwork %}{% secret 'velo' decorative=True %}").render(Context())
    assert 'aria-hidden="true"' in page
    assert "aria-label" not in page


def test_a_label_cannot_break_out_of_its_attribute():
    assert '"><script>' not in artwork.svg_markup("secret", "velo", label='"><script>')


def test_a_drawing_that_is_not_ours_is_not_looked_for():
    with pytest.raises(KeyError):
        svg_source("animal", "../secrets/velo")
