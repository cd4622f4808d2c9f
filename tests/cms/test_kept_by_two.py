"""Two processes share the folder of pages and the database: one renders a story, the other takes it down."""

import os

import pytest
from django.db import connection, transaction

from cms import keeping
from cms.models import StoryPage
from tests.cms.reading import read
from tests.cms.stories import published_story
from tests.cms.test_kept_pages import site  # noqa: F401
from workshop.front import front
from workshop.page_files import PageFiles, Rendering

pytestmark = pytest.mark.django_db(transaction=True)
# Where the other process stands still: as it begins, when it has rendered, when it was told that it may write, and when
# half of its files are written.
RENDERING = {
    "begins": (PageFiles, "_opened", "after"), "rendered": (Rendering, "keep", "before"),
    "may write": (Rendering, "_is_full", "before"), "half": (Rendering, "_write", "after"),
}  # fmt: skip


class Other:
    """A process that reads one page when it is told to, and stands still once, at one point, until it is let go."""

    def __init__(self, path, point=None):
        # A connection is no other process's.
        connection.close()
        self._hears, tells = os.pipe()
        hears, self._tells = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(tells)
            os.close(hears)
            return
        status = 1
        try:
            os.read(hears, 1)
            if point:
                _stand_still(*RENDERING[point], lambda: (os.write(tells, b"."), os.read(hears, 1)))
            status = 0 if read(front(), path).status in {200, 404} else 2
        finally:
            os._exit(status)

    def goes(self):
        os.write(self._tells, b".")

    def stands(self):
        assert os.read(self._hears, 1) == b".", "it never came there"

    def ends(self):
        assert os.waitpid(self._child, 0)[1] == 0
        os.close(self._hears)
        os.close(self._tells)


def _stand_still(owner, name, when, wait):
    does, stood = getattr(owner, name), []

    def stand():
        if not stood:
            stood.append(True)
            wait()

    def instead(*args, **kwargs):
        if when == "before":
            stand()
        result = does(*args, **kwargs)
        if when == "after":
            stand()
        return result

    setattr(owner, name, instead)


def assert_gone(story, asked):
    """Nothing of it in any file, nor given to anybody."""
    folder = keeping.files().folder
    left = [file for file in folder.rglob("*") if file.is_file() and story.title in file.read_text(errors="ignore")]
    assert left == []
    assert not list(folder.glob("gone-*"))
    assert read(front(), asked).status == 404
    assert story.title not in read(front(), "/").page


def put_back(story):
    StoryPage.objects.get(pk=story.pk).get_latest_revision().publish()
    keeping.files().empty()


@pytest.mark.usefixtures("site")
def test_a_story_that_one_renders_and_another_takes_down_is_left_nowhere():
    story = published_story("Le potager des hirondelles")
    for point in RENDERING:
        put_back(story)
        other = Other(story.url, point)
        other.goes()
        other.stands()
        StoryPage.objects.get(pk=story.pk).unpublish()
        # Whose turn it is to render the page itself is the other's still.
        assert_gone(story, f"/en{story.url}")
        other.goes()
        other.ends()
        assert_gone(story, story.url)


@pytest.mark.usefixtures("site")
def test_nor_while_nobody_else_can_see_yet_that_it_is_taken_down():
    story = published_story("Le potager des hirondelles")
    for point in [None, "rendered"]:
        put_back(story)
        other = Other(story.url, point)
        with transaction.atomic():
            StoryPage.objects.get(pk=story.pk).unpublish()
            other.goes()
            if point:
                other.stands()
            else:
                other.ends()
            assert not list(keeping.files().live.rglob("*.html*"))
        if point:
            assert_gone(story, f"/en{story.url}")
            other.goes()
            other.ends()
        assert_gone(story, story.url)
    # The other does write, where nobody takes anything down.
    put_back(story)
    other = Other(story.url)
    other.goes()
    other.ends()
    assert keeping.files().signature(story.url)
