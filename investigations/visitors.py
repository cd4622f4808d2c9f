"""Pupils who came to a project, in what is written about it: whoever keeps it met them, and no consent is for that."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from classrooms.models import Pupil
from classrooms.roster.text import plain
from investigations.directory.models import CitizenProject
from investigations.names import Named, Names, named_in_fields

# Of an entry: what its holder writes freely and the public reads.
ENTRY_WORDS = (
    "name", "slug", "summary", "description", "picture_alt", "how_it_was_made", "opening_hours", "welcome_when",
    "welcome_how", "accessibility", "needs_hands", "needs_things", "needs_money",
)  # fmt: skip


def name_a_visitor(words: str, projects: Iterable[CitizenProject]) -> bool:
    return bool(plain(words)) and any(_names(projects).hits(words, capital=True))


def visitors_in_entry(project: CitizenProject, values: Mapping[str, Any]) -> list[Named]:
    """In those ``values`` of its fields that are words: for editors alone."""
    told = {field: text for field in ENTRY_WORDS if plain(text := str(values.get(field) or ""))}
    if not told or not project.pk:
        return []
    return named_in_fields(_names([project]), told)


def refused() -> str:
    """Without the word: whoever typed it would learn who is in the class."""
    return _("N’y nommez aucun élève : parlez de la classe, ou de ce qu’elle a fait.")


def _names(projects: Iterable[CitizenProject]) -> Names:
    return Names(Pupil.objects.filter(classroom__investigations__project__in=list(projects)).distinct())
