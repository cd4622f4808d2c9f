"""A photo that a pupil sent, in private storage; what the public sees is a Wagtail image made of its masked copy."""

import datetime
import hashlib
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from classrooms.models import Pupil, User
from investigations.models.consents import Consent, Interviewee, Person, columns_of
from investigations.models.investigations import Assignment, Investigation
from investigations.photos import Box


def private_storage() -> Storage:
    return storages["private"]


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, user: User) -> "PhotoQuerySet":
        return self.filter(assignment__investigation__in=Investigation.objects.visible_to(user))

    def publishable(self) -> "PhotoQuerySet":
        """Searched for faces, cleared by a person, and nobody asked that it not be published."""
        return self.filter(state=Photo.State.CLEARED, objected_at=None).exclude(masked="")

    def to_mask_again(self) -> "PhotoQuerySet":
        """A face is on them whose consent ended. Until its mask is burned in, only those who review meet them."""
        return self.filter(pk__in=Mask.objects.shown_without_consent().values("photo"))

    def showable(self) -> "PhotoQuerySet":
        return self.exclude(pk__in=Mask.objects.shown_without_consent().values("photo"))


class Photo(models.Model):
    class State(models.TextChoices):
        RECEIVED = "received", _("reçue")
        CLEARED = "cleared", _("validée")
        WITHHELD = "withheld", _("écartée")

    id = models.UUIDField(primary_key=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="photos")
    # Nobody once the class was forgotten, where nothing of the photographer's carries a story.
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="photos")
    # Not a foreign key: a photo may arrive before the report that shows it.
    report_id = models.UUIDField(db_index=True)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.RECEIVED)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # Empty once nothing unmasked may be kept any longer.
    clean = models.FileField(storage=private_storage, max_length=200, blank=True)
    thumbnail = models.FileField(storage=private_storage, max_length=200, blank=True)
    # Made anew with each change of a mask; empty until the photo was searched for faces.
    masked = models.FileField(storage=private_storage, max_length=200, blank=True)
    masked_thumbnail = models.FileField(storage=private_storage, max_length=200, blank=True)
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
        return self.state == self.State.CLEARED and self.objected_at is None and self.is_searched

    @property
    def masked_mark(self) -> str:
        """Tells one masked copy of this photo from the next, and nothing of where it is kept."""
        return hashlib.sha256(str(self.masked.name).encode()).hexdigest()[:16]

    @property
    def is_searched(self) -> bool:
        return bool(self.masked)

    @property
    def shows_without_consent(self) -> bool:
        return self.masks.shown_without_consent().exists()


class MaskQuerySet(models.QuerySet["Mask"]):
    def on_people(self) -> "MaskQuerySet":
        """All but those of which a person said that no face is there."""
        return self.filter(removed_at=None)

    def standing(self) -> "MaskQuerySet":
        """Those that are burned into the masked copy."""
        return self.on_people().filter(lifted_at=None)

    def lifted(self) -> "MaskQuerySet":
        """Taken off, under the consent of the person named."""
        return self.on_people().exclude(lifted_at=None)

    def shown_without_consent(self, day: datetime.date | None = None) -> "MaskQuerySet":
        """Off, though nothing that the person allows on the site that day keeps them off (None: today)."""
        theirs = Q(pupil=OuterRef("pupil")) | Q(interviewee=OuterRef("interviewee"))
        allowed = Consent.objects.valid(day).for_web().filter(theirs, what=Consent.What.IMAGE)
        here = allowed.filter(investigation=OuterRef("photo__assignment__investigation"))
        return self.lifted().exclude(Exists(here))

    def over(self, person: Person) -> "MaskQuerySet":
        return self.filter(**columns_of(person))


class Mask(models.Model):
    """A part of a photo that nobody sees: found by the engine, or drawn by a person. Edges as in ``photos.Box``."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="masks")
    left = models.FloatField()
    top = models.FloatField()
    right = models.FloatField()
    bottom = models.FloatField()
    # How sure the engine was; null for a mask that a person drew.
    score = models.FloatField(null=True, blank=True)
    drawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # A person said that no face is there.
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # Who a person said it is. Nobody goes while their face is shown: see actions.withdraw_consent.
    pupil = models.ForeignKey(Pupil, models.PROTECT, null=True, blank=True, related_name="+")
    interviewee = models.ForeignKey(Interviewee, models.PROTECT, null=True, blank=True, related_name="+")
    # Off under that person's consent; put back when it ends.
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("masque")
        verbose_name_plural = _("masques")
        ordering: ClassVar = ["top", "left", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(pupil__isnull=False) | Q(interviewee__isnull=False),
                name="no_mask_comes_off_a_stranger",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def person(self) -> Person | None:
        return self.pupil or self.interviewee

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)
