"""Pupils who came to a project, in what is written about it: whoever keeps it met them, and no consent is for that."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from classrooms.models import Pupil
from classrooms.roster.text import plain
from investigations.directory.models import CitizenProject
from investigations.names import Names, sentence_of

# Of an entry: what its holder writes freely and the public reads.
ENTRY_WORDS = (
    "name", "slug", "summary", "description", "picture_alt", "how_it_was_made", "opening_hours", "welcome_when",
    "welcome_how", "accessibility", "needs_hands", "needs_things", "needs_money",
)  # fmt: skip


class Visitor(NamedTuple):
    """A word that is a visitor's name, for editors alone."""

    field: str
    written: str
    sentence: str

    @property
    def in_words(self) -> str:
        return _("« %(name)s » (« %(sentence)s »)") % {"name": self.written, "sentence": self.sentence}


def name_a_visitor(words: str, projects: Iterable[CitizenProject]) -> bool:
    return bool(plain(words)) and any(_names(projects).hits(words, capital=True))


def visitors_in_entry(project: CitizenProject, values: Mapping[str, Any]) -> list[Visitor]:
    """In those ``values`` of its fields that are words. An address has no capitals."""
    told = {field: text for field in ENTRY_WORDS if plain(text := str(values.get(field) or ""))}
    if not told or not project.pk:
        return []
    names = _names([project])
    found = [
        Visitor(field, hit.written, sentence_of(text, hit))
        for field, text in told.items()
        for hit in names.hits(text, capital=field != "slug")
    ]
    return list(dict.fromkeys(found))


def refused() -> str:
    """Without the word: whoever typed it would learn who is in the class."""
    return _("N’y nommez aucun élève : parlez de la classe, ou de ce qu’elle a fait.")


def _names(projects: Iterable[CitizenProject]) -> Names:
    return Names(Pupil.objects.filter(classroom__investigations__project__in=list(projects)).distinct())
