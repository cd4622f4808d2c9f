"""An entry is still true: its holder says so by a link, an editor on a list, whoever changes it by doing so."""

from django.db import transaction
from wagtail.log_actions import log

from classrooms.models import User
from investigations.directory.models import CitizenProject, StillTrue


@transaction.atomic
def say_still_true(*, project: CitizenProject, by: User | None = None) -> None:
    """``by`` None: a holder."""
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    answer(current)
    log(instance=current, action="directory.still_true", user=by)


def answer(project: CitizenProject) -> None:
    """Somebody who keeps it has done something with it. Ends the pause that silence has brought, and no other one."""
    known = StillTrue.objects.filter(project=project).first()
    if known and known.paused_at and project.paused_at:
        project.paused_at = None
        project.save(update_fields=["paused_at"])
    StillTrue.objects.note(project.pk)
