"""The look's own rules: contrast, weight of fonts, no inline script or style, one place for colour."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from fontTools.ttLib import TTFont
from reportlab.pdfbase.pdfmetrics import stringWidth

from cms.fonts import CUTS, build
from workshop.static_storage import BUNDLED

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "cms" / "static" / "cms" / "css"
TEMPLATES = ROOT / "templates"
TEXT_ON_GROUND = [
    *(
        (ink, ground)
        for ink in ("encre", "brique", "feuille", "ciel", "lilas", "gris")
        for ground in ("papier", "blanc")
    ),
    ("encre", "papier-creux"),
    ("encre", "soleil"),
    ("papier", "encre"),
    ("papier", "brique"),
    ("blanc", "brique-fonce"),
]


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", (CSS / "tokens.css").read_text()))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(ink, ground):
    assert contrast(tokens()[ink], tokens()[ground]) >= 4.5


def test_the_edge_of_a_field_can_be_seen():
    assert contrast(tokens()["bord-champ"], tokens()["papier"]) >= 3


def test_colours_are_named_in_one_place():
    strays = {
        path.name: found
        for path in CSS.glob("*.css")
        if path.name not in {"tokens.css", "print.css"}
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text()))
    }
    assert strays == {}


def test_every_stylesheet_is_reached_from_an_entry_that_is_sent_as_one():
    entries = {name.rpartition("/")[2] for name in BUNDLED}
    imported = {
        name for entry in entries for name in re.findall(r'@import url\("([\w-]+\.css)"\)', (CSS / entry).read_text())
    }
    assert imported == {path.name for path in CSS.glob("*.css")} - entries


def test_what_a_stylesheet_names_exists():
    for path in CSS.glob("*.css"):
        for address in re.findall(r'url\("([^"]+)"\)', path.read_text()):
            if "/fonts/" in address:
                assert Path(address).name in {cut.name for cut in CUTS}
            else:
                assert (path.parent / address).resolve().is_file(), f"{path.name}: {address}"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_has_inline_script_or_style(path):
    source = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", source)


def test_the_page_for_our_own_errors_needs_no_context():
    assert 'href="/"' in render_to_string("500.html")


def test_the_page_for_our_own_errors_says_the_same_in_both_languages_whatever_is_asked_for():
    french, english = render_to_string("500.html").split('lang="en"')
    assert '<html lang="fr">' in french
    for half, title, way_back in [
        (french, "Quelque chose ne marche pas", "Retour à la première page"),
        (english, "Something is not working", "Back to the front page"),
    ]:
        assert title in half
        assert way_back in half
    with translation.override("en"):
        assert render_to_string("500.html") == french + 'lang="en"' + english


@pytest.fixture(scope="module")
def fonts():
    """Those that this run's pages show."""
    ((_, target),) = settings.STATICFILES_DIRS
    build(target)
    return target


def test_the_fonts_of_a_page_weigh_little_and_hold_french_signs(fonts):
    made = [fonts / cut.name for cut in CUTS]
    assert sum(path.stat().st_size for path in made) <= 120_000
    for path in made:
        assert set(map(ord, "éèêëàâçîïôûùœæŒÉÀÇ«»’–…\u202f\u00a0€°")) <= set(TTFont(path).getBestCmap()), path.name


# What titles and stories say, letter by letter. Helvetica of the PDF standard has Arial's widths.
SAID = "Cap ou pas cap ? Le jardin qu’on ne voyait pas, derrière l’école : écoutez le pain, il craque. Projets, récits."
STAND_INS = [
    ("Atkinson Fallback", 400, "atkinson-400.woff2", "Helvetica"),
    ("Atkinson Fallback", 700, "atkinson-700.woff2", "Helvetica-Bold"),
    ("Bricolage Fallback", 600, "bricolage-600.woff2", "Helvetica-Bold"),
    ("Bricolage Fallback", 800, "bricolage-800.woff2", "Helvetica-Bold"),
]


@pytest.mark.parametrize(("family", "weight", "file", "standard"), STAND_INS)
def test_lines_keep_their_length_and_height_when_the_fonts_arrive(fonts, family, weight, file, standard):
    (rule,) = [
        one
        for one in re.findall(r"@font-face \{([^}]+)\}", (CSS / "fonts.css").read_text())
        if f'"{family}"' in one and f"font-weight: {weight};" in one
    ]
    said = dict(re.findall(r"([a-z-]+): ([\d.]+)%", rule))
    font = TTFont(fonts / file)
    unit, letters = font["head"].unitsPerEm, font.getBestCmap()
    width = sum(font["hmtx"][letters[ord(letter)]][0] for letter in SAID) / unit
    adjusted = float(said["size-adjust"]) / 100
    assert adjusted == pytest.approx(width / stringWidth(SAID, standard, 1), rel=0.03)
    assert float(said["ascent-override"]) * adjusted == pytest.approx(100 * font["hhea"].ascent / unit, abs=0.5)
    assert float(said["descent-override"]) * adjusted == pytest.approx(-100 * font["hhea"].descent / unit, abs=0.5)


def test_fonts_that_are_there_are_not_made_again(fonts):
    assert build(fonts) == []
