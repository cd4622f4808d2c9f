"""The statement about accessibility says what the list in docs/ adds up to, in both languages, from every page."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.classrooms.screens import text_of

pytestmark = pytest.mark.django_db
THEMES = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]


def counted():
    table = (settings.REPO / "docs/accessibility.md").read_text()
    rows = re.findall(r"^\| (\d+) [^|]+\|(.*)\|(.*)\|(.*)\|.*\|$", table, re.MULTILINE)
    for (theme, *answers), size in zip(rows, THEMES, strict=True):
        numbers = [int(number) for number in re.findall(rf"\b{theme}\.(\d+)", " ".join(answers))]
        assert sorted(numbers) == list(range(1, size + 1)), theme
    met, missed = (sum(len(row[column].split()) for row in rows) for column in (1, 2))
    return met, met + missed


def test_the_statement_says_what_was_checked_and_whom_to_write_to():
    met, applicable = counted()
    assert sum(THEMES) == 106
    home = Client().get("/").content.decode()
    assert 'href="/accessibilite/"' in home
    page = text_of(Client().get("/accessibilite/"))
    assert f"{met} des {applicable} critères" in page
    assert "Défenseur des droits" in page
    english = text_of(Client().get("/en/accessibilite/"))
    assert f"{met} of the {applicable} criteria" in english and "partially compliant" in english
