"""What a reader has to fetch for the home page and for a story, pictures aside, as production sends it."""

import re

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from cms.fonts import CUTS, build
from tests.cms.stories import published_story
from workshop.scripts import minified
from workshop.static_storage import MINIFIED
from workshop.styles import bundled

pytestmark = pytest.mark.django_db
AT_MOST = 100_000


def source_of(name):
    with open(finders.find(name), encoding="utf-8") as file:
        return file.read()


def compressed(text):
    return len(brotli.compress(text.encode(), quality=9))


def parts_of(html):
    """Compressed sizes of the page itself, its styles with all that they import, and its scripts."""
    static = re.escape(settings.STATIC_URL)
    names = re.findall(rf'(?:href|src)="{static}([^"]+\.(?:css|js))"', html)
    styles = [bundled(name, source_of) for name in names if name.endswith(".css")]
    scripts = [(name, source_of(name)) for name in names if name.endswith(".js")]
    scripts = [minified(source) if name.startswith(MINIFIED) else source for name, source in scripts]
    return {"page": compressed(html), "styles": sum(map(compressed, styles)), "scripts": sum(map(compressed, scripts))}


def test_home_and_story_weigh_a_hundred_kilobytes_at_most_and_no_script_holds_them_back():
    stories = [published_story(title) for title in ("Le jardin", "Le four", "Les ruches")]
    ((_, folder),) = settings.STATICFILES_DIRS
    build(folder)
    fonts = sum((folder / cut.name).stat().st_size for cut in CUTS)
    for address in ("/", stories[0].url):
        html = Client().get(address).content.decode()
        parts = parts_of(html)
        # Room for what editors write: this story is short.
        assert parts["page"] >= 1_500
        assert fonts + parts["styles"] + parts["scripts"] + max(parts["page"], 7_000) <= AT_MOST, (fonts, parts)
        assert all(
            re.search(r"\s(?:async|defer)\b|type=\"(?:module|application/)", tag)
            for tag in re.findall(r"<script[^>]*>", html)
        )
