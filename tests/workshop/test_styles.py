"""A reader's page waits for one style sheet, a form for two, whatever number of them the repository has."""

from pathlib import Path

from django.contrib.staticfiles import finders

from workshop.static_storage import BUNDLED
from workshop.styles import IMPORT, bundled

# In the order of the repository: what comes later wins.
MARKS = {
    "cms/css/site.css": [".masthead", ".button{", ".story__head", ".share__contact"],
    "cms/css/rooms.css": [".field{", ".account{", ".pin-map{"],
    "cms/css/directory.css": [".hits{", ".finder{", ".take-along{"],
}


def source(name):
    return Path(finders.find(name)).read_text()


def test_what_readers_load_imports_nothing_more_and_lacks_nothing():
    assert MARKS.keys() == BUNDLED
    for name, marks in MARKS.items():
        sheets = IMPORT.findall(source(name))
        assert len(sheets) > 4
        together = bundled(name, source)
        assert "@import" not in together
        assert "/*" not in together
        places = [together.index(mark) for mark in marks]
        assert places == sorted(places)
        fonts = source("cms/css/fonts.css").count("@font-face") if "fonts.css" in sheets else 0
        assert together.count("@font-face") == fonts
        assert 0.4 < len(together) / sum(len(source(f"cms/css/{sheet}")) for sheet in sheets) < 1
