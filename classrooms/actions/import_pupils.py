"""Store what a teacher confirmed of a preview. The same list again changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.actions.add_pupils import NewPupil, add_pupils
from classrooms.actions.remove_pupil import remove_pupils
from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil, User
from classrooms.naming import NameRefusal, check_free, public_name_of
from classrooms.roster.preview import Preview


class ImportRefusal(Refusal):
    """``extra["rows"]`` says what is wrong with which row, by its place in the preview."""

    code = "import"


@dataclass(frozen=True, slots=True)
class Imported:
    added: list[Pupil]
    removed: int
    changed: int = 0


@transaction.atomic
def import_pupils(
    *, classroom: Classroom, user: User, preview: Preview, names: Mapping[int, str], leavers: Iterable[Pupil] = ()
) -> Imported:
    """Make the pupils of a preview under the public names that were settled, change levels, remove those who left.

    ``names`` has the typed names by place; rows without one keep the proposal. A row whose pupil came into the class
    since the preview (a second click, a colleague) is passed over. Raises ImportRefusal, and Refusal for a leaver
    who has reports.
    """
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    removed = remove_pupils(pupils=leavers, user=user)
    known = set(classroom.pupils.exclude(name_key="").values_list("name_key", "homonym"))
    new = _checked(preview, names, known, list(classroom.pupils.values_list("public_name", flat=True)))
    added = add_pupils(classroom=classroom, pupils=new)
    changed = _change_levels(classroom, preview)
    if added or changed:
        data = {"added": len(added), "changed": changed}
        log(instance=classroom, action="classrooms.import_pupils", user=user, data=data)
    return Imported(added, removed, changed)


def _change_levels(classroom: Classroom, preview: Preview) -> int:
    """As the preview said; a level that is none of the class's any more is passed over."""
    rows = [row for row in preview.rows if row.changes_level and row.level in classroom.levels]
    changed = 0
    for row in rows:
        pupils = classroom.pupils.filter(name_key=row.name_key, homonym=row.homonym)
        changed += pupils.exclude(level=row.level).update(level=row.level)
    return changed


def _checked(
    preview: Preview, names: Mapping[int, str], known: set[tuple[str, int]], taken: list[str]
) -> list[NewPupil]:
    new, wrong = [], {}
    for place, row in enumerate(preview.rows):
        if not row.to_create or (row.name_key, row.homonym) in known:
            continue
        try:
            name = public_name_of(names.get(place, row.public_name))
            check_free(name, taken)
        except NameRefusal as refusal:
            wrong[place] = refusal.message
            continue
        taken.append(name)
        new.append(NewPupil(name, row.level, row.name_key, row.homonym))
    if wrong:
        raise ImportRefusal(_("Deux élèves porteraient le même nom, ou un nom manque : voyez plus bas."), rows=wrong)
    return new
