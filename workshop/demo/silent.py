"""An entry of which its holder has not said for long whether it is still true: the reminder lies in the mailbox."""

import datetime

from django.utils import timezone

from investigations.directory.actions.ask_still_true import ask_still_true, remind_still_true
from investigations.directory.models import CitizenProject, ProjectHolder, StillTrue
from workshop.demo.clock import at

EMAIL = "souvenirs@demo.example"
SAID, ASKED = datetime.timedelta(days=220), datetime.timedelta(days=31)


def ask(project: CitizenProject) -> None:
    now = timezone.now()
    ProjectHolder.objects.create(project=project, email=EMAIL, name="Odette Fictive", confirmed_at=now - SAID)
    StillTrue.objects.create(project=project, said_at=now - SAID)
    with at(now - ASKED):
        ask_still_true(project_id=project.pk)
    remind_still_true(project_id=project.pk)
