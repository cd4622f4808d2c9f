"""The door of a class: while it is open, the class code and the pictures let its pupils in."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.actions.end_year import check_open
from classrooms.errors import Refusal
from classrooms.models import Classroom, User

DOOR_MINUTES = (15, 30, 60, 120)


@transaction.atomic
def open_door(*, classroom: Classroom, user: User, minutes: int) -> Classroom:
    """Nothing has to close it: the hour that is stored does. Opening an open door sets a new end."""
    if minutes not in DOOR_MINUTES:
        raise Refusal(_("Choisissez une des durées proposées."), code="minutes")
    check_open(classroom)
    classroom.door_closes_at = timezone.now() + datetime.timedelta(minutes=minutes)
    classroom.save(update_fields=["door_closes_at"])
    log(instance=classroom, action="classrooms.open_door", user=user, data={"minutes": minutes})
    return classroom


@transaction.atomic
def close_door(*, classroom: Classroom, user: User) -> Classroom:
    if classroom.door_is_open:
        classroom.door_closes_at = None
        classroom.save(update_fields=["door_closes_at"])
        log(instance=classroom, action="classrooms.close_door", user=user)
    return classroom
