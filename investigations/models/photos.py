"""A photo that a pupil sent, in private storage; what the public sees is a Wagtail image made at publication."""

from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import Pupil, User
from investigations.models.investigations import Assignment, Investigation


def private_storage() -> Storage:
    return storages["private"]


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, user: User) -> "PhotoQuerySet":
        return self.filter(assignment__investigation__in=Investigation.objects.visible_to(user))

    def publishable(self) -> "PhotoQuerySet":
        """Cleared by a person, and nobody asked that it not be published."""
        return self.filter(state=Photo.State.CLEARED, objected_at=None)


class Photo(models.Model):
    class State(models.TextChoices):
        RECEIVED = "received", _("reçue")
        CLEARED = "cleared", _("validée")
        WITHHELD = "withheld", _("écartée")

    id = models.UUIDField(primary_key=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="photos")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="photos")
    # Not a foreign key: a photo may arrive before the report that shows it.
    report_id = models.UUIDField(db_index=True)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.RECEIVED)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    clean = models.FileField(storage=private_storage, max_length=200)
    thumbnail = models.FileField(storage=private_storage, max_length=200)
    # As it came, with its metadata: gone as soon as the task has made the upright original.
    received = models.FileField(storage=private_storage, max_length=200, blank=True)
    original = models.FileField(storage=private_storage, max_length=200, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    # By the tablet's clock, however wrong, and by how many seconds it was ahead of ours.
    device_time = models.DateTimeField(null=True)
    clock_skew = models.IntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    objected_at = models.DateTimeField(_("« ne publie pas ma photo »"), null=True, blank=True)
    # Each takes back their own wish only; when the last one is gone, so is the date above.
    objectors = models.ManyToManyField(Pupil, related_name="+", blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering: ClassVar = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.pk)[:8]}"

    @property
    def is_publishable(self) -> bool:
        return self.state == self.State.CLEARED and self.objected_at is None
