"""A reader's page waits for one style sheet, whatever number of them the repository has."""

from pathlib import Path

from django.contrib.staticfiles import finders

from workshop.static_storage import BUNDLED
from workshop.styles import IMPORT, bundled


def source(name):
    return Path(finders.find(name)).read_text()


def test_what_readers_load_imports_nothing_more_and_lacks_nothing():
    for name in BUNDLED:
        sheets = IMPORT.findall(source(name))
        assert len(sheets) > 10
        together = bundled(name, source)
        assert "@import" not in together
        assert "/*" not in together
        # In the order of the repository: what comes later wins.
        marks = [together.index(mark) for mark in (".masthead", ".story__head", ".finder")]
        assert marks == sorted(marks)
        assert together.count("@font-face") == source("cms/css/fonts.css").count("@font-face") > 0
        assert 0.4 < len(together) / sum(len(source(f"cms/css/{sheet}")) for sheet in sheets) < 1
