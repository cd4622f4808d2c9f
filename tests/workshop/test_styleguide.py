"""The style page is there in development, shows all there is, and other surfaces keep to its colours."""

import importlib
import re

import pytest
from django.conf import settings
from django.urls import reverse

from workshop.styleguide.specimens import SPECIMENS
from workshop.styleguide.surfaces import surfaces
from workshop.styleguide.tokens import colours, read

pytestmark = pytest.mark.django_db


def test_every_component_is_shown_in_its_states():
    assert set(SPECIMENS) == {path.stem for path in (settings.REPO / "templates" / "components").glob("*.html")}


def test_a_designer_finds_tokens_and_components_on_one_page_and_each_at_three_widths(client):
    page = client.get(reverse("styleguide")).content.decode()
    for name in (name for name in read() if name.startswith(("text-", "space-", "line-"))):
        assert f"--{name}:" in page
    for ink in colours():
        assert f"--{ink.name}: {ink.value}" in page
    assert "5,4 sur papier" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert "différente" not in page
    sheet = client.get(reverse("styleguide_styles")).content.decode()
    assert ".ink--brique { background: var(--brique)" in sheet and ".type--text-6 {" in sheet
    for name in SPECIMENS:
        assert f'id="{name}-montre"' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    frames = client.get(reverse("styleguide_component", args=["story_card"])).content.decode()
    assert re.findall(r'<iframe[^>]*width="(\d+)"', frames) == ["390", "820", "1280"]
    alone = client.get(reverse("styleguide_alone", args=["story_card"]))
    assert alone.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Ils font pousser des tomates" in alone.content.decode()
    assert client.get(reverse("styleguide_component", args=["rien"])).status_code == 404


def test_paper_letters_and_browsers_have_the_colours_of_the_site():
    tokens = read()
    strays = [
        (surface, name, value)
        for surface, inks in surfaces().items()
        for name, value in inks.items()
        if tokens[name] != value
    ]
    assert strays == []


def test_drawings_in_templates_and_style_sheets_keep_to_the_inks():
    """Marks are drawn with the inks' own values where no custom property reaches."""
    known = set(read().values())
    for path in (settings.REPO / "templates" / "components").glob("*.html"):
        assert set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', path.read_text())) <= known, path.name


def test_production_has_no_style_page():
    production = importlib.import_module("workshop.settings.base")
    assert "workshop.styleguide" not in production.INSTALLED_APPS
