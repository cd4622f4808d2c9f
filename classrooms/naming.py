"""Public names as adults type them, held to the rules of the roster; lists compared with the class in the database."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.models import Classroom
from classrooms.roster.names import MAX_PUBLIC_NAME, name_key
from classrooms.roster.people import Person
from classrooms.roster.preview import Preview, preview
from classrooms.roster.text import plain, tidy


class NameRefusal(Refusal):
    code = "name"


def public_name_of(text: str) -> str:
    """Tidy what was typed. Raises NameRefusal for what no pupil can be called."""
    name = tidy(text)
    if not plain(name):
        raise NameRefusal(_("Écrivez le nom public de l’élève."))
    if len(name) > MAX_PUBLIC_NAME:
        raise NameRefusal(_("Ce nom est trop long : %(most)s signes au plus.") % {"most": MAX_PUBLIC_NAME})
    return name


def check_free(name: str, taken: Iterable[str]) -> None:
    """Two names that differ by an accent or a capital can't be told apart when read aloud."""
    if plain(name) in {plain(other) for other in taken}:
        raise NameRefusal(_("« %(name)s » est déjà dans la classe. Ajoutez une lettre ou deux.") % {"name": name})


def compare(classroom: Classroom, people: Sequence[Person]) -> Preview:
    """What an import of these people into the class would do. Surnames end here."""
    pupils = list(classroom.pupils.all())
    return preview(
        people,
        key_of=partial(name_key, settings.ROSTER_KEY, str(classroom.uuid)),
        known={(pupil.name_key, pupil.homonym): pupil.level for pupil in pupils if pupil.name_key},
        taken=[pupil.public_name for pupil in pupils],
        levels=classroom.levels,
    )
