"""Each day: which class's year ends, who is told, and what closes or is forgotten because nobody did it.

Nothing happens to a class whose teachers were not told of it first, however long the daily task was away.
"""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from classrooms.actions.end_year import close_by_itself
from classrooms.actions.forget_class import forget_class
from classrooms.letters import seal
from classrooms.models import Classroom, User, YearEnd
from classrooms.models.year_ends import asked_on, closes_on, warned_on
from classrooms.tasks import send_letter

MONTH, WEEK = datetime.timedelta(days=30), datetime.timedelta(days=7)
Letter = YearEnd.Letter

logger = logging.getLogger(__name__)


def end_years() -> None:
    """Once a day. Each class on its own, so that one that fails stops no other."""
    ended = Q(year_end__isnull=False, year_end__forgotten_at=None)
    with_pupils = Classroom.objects.filter(pupils__isnull=False).distinct()
    for classroom in with_pupils.filter(ended | Q(year_end=None)).select_related("school", "year_end"):
        try:
            end_year(classroom)
        except Exception:
            logger.exception("The year of class %s can't be ended", classroom.pk)


def end_year(classroom: Classroom) -> None:
    """Today's step of one class, if there is one."""
    today = timezone.localdate()
    year_end = getattr(classroom, "year_end", None) or YearEnd(classroom=classroom)
    if _is_forgotten_today(year_end, today):
        forget_class(classroom=classroom, by=None)
    elif _closes_today(year_end, today):
        close_by_itself(classroom=classroom)
        _tell(classroom, Letter.CLOSED)
    elif (letter := due_letter(year_end, today)) > year_end.letter:
        _tell(classroom, letter)


def due_letter(year_end: YearEnd, today: datetime.date) -> YearEnd.Letter:
    """The last of those whose day has come."""
    if year_end.forget_on:
        left = year_end.forget_on - today
        return Letter.WEEK if left <= WEEK else Letter.MONTH if left <= MONTH else Letter.NONE
    classroom = year_end.classroom
    if today >= warned_on(classroom):
        return Letter.CLOSING
    return Letter.ENDING if today >= asked_on(classroom) else Letter.NONE


def _is_forgotten_today(year_end: YearEnd, today: datetime.date) -> bool:
    told = year_end.letter == Letter.WEEK and year_end.letter_on is not None and year_end.letter_on <= today - WEEK
    return year_end.forget_on is not None and year_end.forget_on <= today and told


def _closes_today(year_end: YearEnd, today: datetime.date) -> bool:
    told = year_end.letter == Letter.CLOSING and year_end.letter_on is not None and year_end.letter_on <= today - WEEK
    return not year_end.is_closed and closes_on(year_end.classroom) <= today and told


@transaction.atomic
def _tell(classroom: Classroom, letter: YearEnd.Letter) -> None:
    """Noted with the tasks that send it: never twice, and never noted without."""
    today = timezone.localdate()
    year_end, _made = YearEnd.objects.update_or_create(
        classroom=classroom, defaults={"letter": letter, "letter_on": today}
    )
    for teacher in classroom.teachers.filter(is_active=True):
        send_letter.enqueue(seal(letter_to(teacher, classroom, year_end)))


def letter_to(teacher: User, classroom: Classroom, year_end: YearEnd) -> EmailMessage:
    # Told late, it happens late.
    day = max(year_end.forget_on or closes_on(classroom), timezone.localdate() + WEEK)
    context = {
        "classroom": classroom,
        "letter": Letter(year_end.letter).name,
        "day": day,
        "address": settings.BASE_URL + reverse("classrooms:year_end", args=[classroom.pk]),
    }
    with translation.override(UserProfile.get_for_user(teacher).get_preferred_language()):
        subject = render_to_string("classrooms/email/year_end_subject.txt", context)
        body = render_to_string("classrooms/email/year_end.txt", context)
    return EmailMessage(" ".join(subject.split()), body, None, [teacher.email])
