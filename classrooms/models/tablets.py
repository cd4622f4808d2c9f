import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models.pupils import Pupil

TOKEN_LIFE = datetime.timedelta(days=7)


def token_end() -> datetime.datetime:
    return timezone.now() + TOKEN_LIFE


class TabletTokenQuerySet(models.QuerySet["TabletToken"]):
    def valid(self) -> "TabletTokenQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class TabletToken(models.Model):
    """What a tablet holds while a pupil is signed in: it opens the tablet API for that pupil, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=token_end)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TabletTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("jeton de tablette")
        ordering: ClassVar = ["-created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.pupil} {self.created_at:%Y-%m-%d %H:%M}"
