import secrets
from collections.abc import Sequence

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Collection

from classrooms import registry
from classrooms.models import Classroom, ClassroomTeacher, School, User
from classrooms.models.classrooms import current_school_year
from classrooms.roster.codes import new_code


@transaction.atomic
def create_classroom(
    *, owner: User, school: School, name: str, levels: Sequence[str], school_year: int | None = None
) -> Classroom:
    """Make a class with its owner, code, group and collection, and what other apps add (its public page)."""
    label = f"{name} – {school.name}"
    unique = secrets.token_hex(4)
    classroom = Classroom.objects.create(
        school=school,
        name=name,
        levels=list(levels),
        school_year=school_year or current_school_year(),
        code=_free_code(),
        group=Group.objects.create(name=f"{label[:130]} ({unique})"),
        collection=Collection.get_first_root_node().add_child(name=label[:255]),
    )
    ClassroomTeacher.objects.create(classroom=classroom, user=owner, role=ClassroomTeacher.Role.OWNER)
    owner.groups.add(classroom.group)
    for made in registry.classroom_created:
        made(classroom)
    log(instance=classroom, action="wagtail.create", user=owner)
    return classroom


def _free_code() -> str:
    while Classroom.objects.filter(code=(code := new_code())).exists():
        pass
    return code
