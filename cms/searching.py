"""One question to stories, projects, classes and texts: without accents, by the database's own full text."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from classrooms.roster.text import plain
from cms.models import ClassroomPage, StoryPage, TextPage
from investigations.directory.models import CitizenProject
from investigations.directory.spelling import FEW, SHORTEST, directory_words, spelled

HITS = 12
_READ = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """A page of each kind: its first, or, of the one kind that is asked for alone, any."""

    stories: Page[StoryPage]
    projects: Page[CitizenProject]
    classes: Page[ClassroomPage]
    texts: Page[TextPage]

    @property
    def count(self) -> int:
        return sum(one.paginator.count for one in self._every)

    @property
    def kinds(self) -> int:
        return sum(bool(one.paginator.count) for one in self._every)

    @property
    def _every(self) -> tuple[Page[Any], ...]:
        return self.stories, self.projects, self.classes, self.texts


# As an address has them. Projects have their own list, with what narrows it.
ALONE = {"recits": "stories", "classes": "classes", "textes": "texts"}


def search(query: str, alone: str = "", page: str | int = 1) -> Found:
    """``alone``: of ``ALONE``, or everything."""
    words = plain(query)
    rows: dict[str, Any] = {
        "stories": StoryPage.objects.for_cards(),
        "projects": CitizenProject.objects.live().for_cards(),
        "classes": ClassroomPage.objects.live().public().select_related("classroom__school"),
        "texts": TextPage.objects.live().public(),
    }
    only = ALONE.get(alone)
    hits = {kind: every.search(words) if words and only in (None, kind) else [] for kind, every in rows.items()}
    return Found(**{kind: Paginator(some, HITS).get_page(page if only else 1) for kind, some in hits.items()})


def meant(query: str, found: Found) -> str:
    """The same words as the site spells them, where few were found and those find more."""
    if found.count >= FEW:
        return ""
    better = spelled(query, directory_words() | _own_words())
    return better if better and search(better).count > found.count else ""


def _own_words() -> dict[str, str]:
    """Read anew each time: a name that left a story must not come back as a suggestion."""
    rows = [
        *StoryPage.objects.live().public().order_by("-pk").values_list("title", "introduction")[:_READ],
        *TextPage.objects.live().public().order_by("pk").values_list("title", "introduction")[:_READ],
        *ClassroomPage.objects.live().public().order_by("-pk").values_list("title", "introduction")[:_READ],
    ]
    known: dict[str, str] = {}
    for row in rows:
        for word in re.findall(r"[^\W\d_]+", " ".join(row).lower()):
            if len(word) >= SHORTEST:
                known.setdefault(plain(word), word)
    return known
