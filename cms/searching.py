"""One question to stories, projects, classes and texts: without accents, by the database's own full text."""

import re
from dataclasses import dataclass
from typing import Any

from classrooms.roster.text import plain
from cms.models import ClassroomPage, StoryPage, TextPage
from investigations.directory.models import CitizenProject
from investigations.directory.spelling import FEW, SHORTEST, directory_words, spelled

HITS = 12
_READ = 2000


@dataclass(frozen=True, slots=True)
class Found:
    stories: list[StoryPage]
    projects: list[CitizenProject]
    classes: list[ClassroomPage]
    texts: list[TextPage]

    @property
    def count(self) -> int:
        return len(self.stories) + len(self.projects) + len(self.classes) + len(self.texts)

    @property
    def kinds(self) -> int:
        return sum(map(bool, (self.stories, self.projects, self.classes, self.texts)))


def search(query: str) -> Found:
    words = plain(query)
    if not words:
        return Found([], [], [], [])
    classes = ClassroomPage.objects.live().public().select_related("classroom__school")
    return Found(
        _hits(StoryPage.objects.for_cards(), words),
        _hits(CitizenProject.objects.live().for_cards(), words),
        _hits(classes, words),
        _hits(TextPage.objects.live().public(), words),
    )


def meant(query: str, found: Found) -> str:
    """The same words as the site spells them, where few were found and those find more."""
    if found.count >= FEW:
        return ""
    better = spelled(query, directory_words() | _own_words())
    return better if better and search(better).count > found.count else ""


def _hits(rows: Any, words: str) -> list[Any]:
    return list(rows.search(words)[:HITS])


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
