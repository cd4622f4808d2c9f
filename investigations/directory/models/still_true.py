"""Whether an entry is still true: when somebody last said so, and how often its holders were asked since."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.holders import ProjectHolder
from investigations.directory.models.projects import CitizenProject

REMINDED_AFTER = datetime.timedelta(days=30)
# Counted from the reminder: nothing happens to an entry whose holders were not told, however long the worker was away.
MARKED_AFTER_REMINDER = datetime.timedelta(days=30)
PAUSED_AFTER_REMINDER = datetime.timedelta(days=90)
# The last of the letters counts from the day that it goes.
LINK_LASTS = datetime.timedelta(days=90)


class StillTrueQuerySet(models.QuerySet["StillTrue"]):
    def visible_to(self, user: User) -> "StillTrueQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()

    def note(self, project_id: int) -> None:
        """Its holder or an editor has said, or changed, something: whatever was asked is answered."""
        answered = dict.fromkeys(["asked_at", "reminded_at", "paused_at", "kept_at"])
        self.update_or_create(project_id=project_id, defaults={"said_at": timezone.now(), **answered})

    def silent(self) -> "StillTrueQuerySet":
        return self.exclude(asked_at=None).filter(paused_at=None, project__live=True, project__paused_at=None)

    def paused(self) -> "StillTrueQuerySet":
        return self.exclude(paused_at=None).exclude(project__paused_at=None)


class StillTrue(models.Model):
    project = models.OneToOneField(CitizenProject, models.CASCADE, related_name="still_true")
    said_at = models.DateTimeField(_("dit le"), null=True, blank=True)
    asked_at = models.DateTimeField(_("demandé le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)
    # Because nobody answered; a pause by its holder is none of these.
    paused_at = models.DateTimeField(_("en pause faute de réponse depuis"), null=True, blank=True)
    # A class works there: an editor decides, and knows it.
    kept_at = models.DateTimeField(_("gardée pour une classe depuis"), null=True, blank=True)

    objects = StillTrueQuerySet.as_manager()

    class Meta:
        verbose_name = _("fiche toujours vraie ?")
        verbose_name_plural = _("fiches toujours vraies ?")
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="still_true_asked")]

    def __str__(self) -> str:
        return str(self.project)

    @property
    def is_marked(self) -> bool:
        return self.reminded_at is not None and self.reminded_at <= timezone.now() - MARKED_AFTER_REMINDER

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None and self.project.paused_at is not None


def last_known() -> Coalesce:
    """Of a project: when somebody last said that it is true, or else when it last appeared."""
    return Coalesce("still_true__said_at", "last_published_at", "first_published_at", "changed_at")


def _held() -> models.QuerySet[CitizenProject]:
    return CitizenProject.objects.live().filter(pk__in=ProjectHolder.objects.confirmed().values("project"))


def due_to_ask() -> models.QuerySet[CitizenProject]:
    long_ago = timezone.now() - datetime.timedelta(days=settings.STILL_TRUE_DAYS)
    unasked = _held().filter(still_true__asked_at=None).annotate(last_known=last_known())
    return unasked.filter(last_known__lte=long_ago).order_by("last_known", "pk")


def due_to_remind() -> models.QuerySet[CitizenProject]:
    asked = _held().filter(still_true__asked_at__lte=timezone.now() - REMINDED_AFTER, still_true__reminded_at=None)
    return asked.order_by("still_true__asked_at", "pk")


def due_to_pause() -> models.QuerySet[CitizenProject]:
    reminded = _held().filter(still_true__reminded_at__lte=timezone.now() - PAUSED_AFTER_REMINDER)
    return reminded.filter(still_true__kept_at=None).order_by("still_true__reminded_at", "pk")
