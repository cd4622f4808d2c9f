"""A shared tablet of a class: it joined once, and pupils take turns on it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models.classrooms import Classroom
from classrooms.models.users import User


class TabletQuerySet(models.QuerySet["Tablet"]):
    def visible_to(self, user: User) -> "TabletQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user))

    def active(self) -> "TabletQuerySet":
        """Those that have not left the class. A revoked one is still active: it may hold unsent work."""
        return self.filter(left_at=None)


class Tablet(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="tablets")
    # An animal, so that a teacher can call it across a courtyard.
    name = models.CharField(_("nom"), max_length=40)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    joined_at = models.DateTimeField(_("entrée dans la classe"), auto_now_add=True)
    last_seen_at = models.DateTimeField(_("vue pour la dernière fois"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("retirée le"), null=True, blank=True)
    left_at = models.DateTimeField(_("partie le"), null=True, blank=True)
    # What it said of itself when it was last seen.
    unsent_reports = models.PositiveIntegerField(default=0)
    unsent_photos = models.PositiveIntegerField(default=0)
    free_bytes = models.BigIntegerField(null=True, blank=True)
    version = models.CharField(max_length=64, blank=True)
    ready = models.JSONField(default=dict)

    objects = TabletQuerySet.as_manager()

    class Meta:
        verbose_name = _("tablette")
        verbose_name_plural = _("tablettes")
        ordering: ClassVar = ["name", "joined_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["classroom", "name"], condition=models.Q(left_at=None), name="tablet_name_once_per_class"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def holds_work(self) -> bool:
        """Whether it said, when it was last seen, that something is still to be sent."""
        return bool(self.unsent_reports or self.unsent_photos)
