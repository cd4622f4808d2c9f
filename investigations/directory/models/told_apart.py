"""Two entries that look alike and are not: somebody said so, nobody is asked again."""

from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.holders import ProjectHolder
from investigations.directory.models.projects import CitizenProject


class NotTheSameQuerySet(models.QuerySet["NotTheSame"]):
    def visible_to(self, user: User) -> "NotTheSameQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()

    def others_of(self, project: CitizenProject) -> Collection[int]:
        pairs = self.filter(models.Q(first=project) | models.Q(second=project)).values_list("first", "second")
        return {key for pair in pairs for key in pair} - {project.pk}


class NotTheSame(models.Model):
    # The smaller key first: a pair has no order.
    first = models.ForeignKey(CitizenProject, models.CASCADE, related_name="+")
    second = models.ForeignKey(CitizenProject, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(_("dit le"), auto_now_add=True)
    # One of them, or nobody any more.
    editor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(ProjectHolder, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = NotTheSameQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="told_apart_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="told_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
