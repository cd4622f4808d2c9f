"""The end of a class's year: when it closed, what of it stays public, and when the rest was forgotten."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.models.classrooms import Classroom
from classrooms.models.users import User


class YearEndQuerySet(models.QuerySet["YearEnd"]):
    def visible_to(self, user: User) -> "YearEndQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user))


class YearEnd(models.Model):
    """Begins with the first letter about it, or when a teacher closes the class."""

    class Letter(models.IntegerChoices):
        """In the order in which they are sent; a class gets each once at most."""

        NONE = 0
        ENDING = 1  # in June
        CLOSING = 2  # nobody closed it: back at school
        CLOSED = 3  # it closed by itself
        MONTH = 4  # before it is forgotten
        WEEK = 5

    classroom = models.OneToOneField(Classroom, models.CASCADE, related_name="year_end", primary_key=True)
    closed_at = models.DateTimeField(_("terminée le"), null=True, blank=True)
    # Nobody where the class closed by itself.
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # By the names that ``registry.StoryOfYear`` gives them: what a teacher chose; no choice is “withdraw”.
    kept = models.JSONField(default=list)
    forget_on = models.DateField(_("oubliée le"), null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    letter = models.PositiveSmallIntegerField(choices=Letter, default=Letter.NONE)
    letter_on = models.DateField(null=True, blank=True)

    objects = YearEndQuerySet.as_manager()

    class Meta:
        verbose_name = _("fin d’année")
        verbose_name_plural = _("fins d’année")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None, forget_on=None) | Q(closed_at__isnull=False, forget_on__isnull=False),
                name="a_closed_class_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(closed_at__isnull=False), name="closed_before_it_is_forgotten"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.classroom_id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_forgotten(self) -> bool:
        return self.forgotten_at is not None


def asked_on(classroom: Classroom) -> datetime.date:
    """From when on its teachers are asked to end the year."""
    return datetime.date(classroom.school_year + 1, 6, 15)


def warned_on(classroom: Classroom) -> datetime.date:
    """Back at school: whoever forgot is told that the class will close by itself."""
    return datetime.date(classroom.school_year + 1, 9, 1)


def closes_on(classroom: Classroom) -> datetime.date:
    """When a class that nobody closed closes by itself."""
    return datetime.date(classroom.school_year + 1, 9, 30)
