"""One sentence that somebody writes about somebody else: about a project, with nothing by which a person is reached."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.roster.text import plain
from investigations.directory.models import CitizenProject, ProjectHolder

_REACHES = re.compile(r"@|https?:|www\.|\b[\w-]+\.(?:fr|com|org|net|eu|io|info|paris)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\d[\s.\-/()]*){8,}")


def check_sentence(words: str, projects: Iterable[CitizenProject]) -> str:
    """In one line. Raises Refusal(reaches | names)."""
    words = " ".join(words.split())
    if _REACHES.search(words) or _PHONE.search(words):
        raise Refusal(_("Ni adresse, ni lien, ni numéro dans cette phrase : la fiche les a déjà."), code="reaches")
    folded = f" {_folded(words)} "
    if any(f" {name} " in folded for project in projects for name in _people(project)):
        raise Refusal(_("Parlez du projet sans nommer les personnes."), code="names")
    return words


def _people(project: CitizenProject) -> set[str]:
    names = {project.contact_name, *ProjectHolder.objects.filter(project=project).values_list("name", flat=True)}
    # A holder without a name of their own goes by that of the project.
    return {_folded(name) for name in names} - {"", _folded(project.name)}


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text)))
