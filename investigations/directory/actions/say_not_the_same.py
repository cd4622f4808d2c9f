"""Two entries that look alike are two projects."""

from django.db import transaction
from wagtail.log_actions import log

from classrooms.models import User
from investigations.directory.models import CitizenProject, NotTheSame, ProjectHolder


@transaction.atomic
def say_not_the_same(
    *, project: CitizenProject, other: CitizenProject, editor: User | None = None, holder: ProjectHolder | None = None
) -> NotTheSame | None:
    """Once: whoever says it again adds nothing. None of a project and itself."""
    if project.pk == other.pk:
        return None
    first, second = sorted([project, other], key=lambda one: one.pk)
    pair, new = NotTheSame.objects.get_or_create(
        first=first, second=second, defaults={"editor": editor, "holder": holder}
    )  # fmt: skip
    if new:
        log(instance=project, action="directory.not_the_same", user=editor)
    return pair
