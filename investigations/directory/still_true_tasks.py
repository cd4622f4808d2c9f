"""Each day some entries are asked about: so many that no night sends a thousand letters."""

import datetime
import logging
from collections.abc import Callable

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from investigations.directory.actions.ask_still_true import ask_still_true, pause_if_silent, remind_still_true
from investigations.directory.models import CitizenProject, ProjectHolder, StillTrue
from investigations.directory.models.still_true import due_to_ask, due_to_pause, due_to_remind

# A day's run that starts a little earlier than yesterday's is another day's.
A_DAY = datetime.timedelta(hours=20)

logger = logging.getLogger(__name__)
Step = Callable[..., bool]


@task(priority=-10)
def ask_what_is_still_true() -> None:
    """What was begun goes on first. Run again after a crash, it takes up what is left of the day's letters."""
    left = settings.STILL_TRUE_LETTERS_A_DAY - _written_today()
    steps: list[tuple[Callable[[], QuerySet[CitizenProject]], Step]] = [
        (due_to_pause, pause_if_silent), (due_to_remind, remind_still_true), (due_to_ask, ask_still_true),
    ]  # fmt: skip
    for due, step in steps:
        for project_id in list(due().values_list("pk", flat=True)[: max(0, left)]):
            if left <= 0:
                return
            left -= _take(step, project_id)


def _take(step: Step, project_id: int) -> int:
    """How many letters that was. One entry that fails stops no other."""
    try:
        return ProjectHolder.objects.confirmed().filter(project=project_id).count() * step(project_id=project_id)
    except Exception:
        logger.exception("Entry %s can't be asked about", project_id)
        return 0


def _written_today() -> int:
    since = timezone.now() - A_DAY
    asked = Q(asked_at__gt=since) | Q(reminded_at__gt=since) | Q(paused_at__gt=since)
    projects = StillTrue.objects.filter(asked).values("project")
    return ProjectHolder.objects.confirmed().filter(project__in=projects).count()
