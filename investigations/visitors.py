"""Pupils who came to a project, in what is written about it: whoever keeps it met them, and no consent is for that."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from classrooms.models import Pupil
from classrooms.roster.text import plain
from investigations.directory.models import CitizenProject
from investigations.names import Names


def name_a_visitor(words: str, projects: Iterable[CitizenProject]) -> bool:
    """Only with a capital: “une rose” stays."""
    if not plain(words):
        return False
    came = Pupil.objects.filter(classroom__investigations__project__in=list(projects)).distinct()
    return any(hit.written[:1].isupper() for hit in Names(came).hits(words))


def refused() -> str:
    """Without the word: whoever typed it would learn who is in the class."""
    return _("N’y nommez aucun élève : parlez de la classe, ou de ce qu’elle a fait.")
