from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Classroom, School, User


@transaction.atomic
def update_classroom(
    *, classroom: Classroom, user: User, school: School, name: str, levels: Sequence[str], school_year: int
) -> Classroom:
    """Change what a class is called and where it is. Raises Refusal for a level that still has pupils."""
    dropped = set(classroom.levels) - set(levels)
    if dropped and classroom.pupils.filter(level__in=dropped).exists():
        raise Refusal(_("Un niveau que vous retirez a encore des élèves. Changez d’abord leur niveau."), code="levels")
    classroom.school, classroom.name = school, name
    classroom.levels, classroom.school_year = list(levels), school_year
    classroom.save(update_fields=["school", "name", "levels", "school_year"])
    classroom.collection.name = f"{name} – {school.name}"[:255]
    classroom.collection.save(update_fields=["name"])
    log(instance=classroom, action="wagtail.edit", user=user, content_changed=True)
    return classroom
