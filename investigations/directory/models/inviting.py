"""A project invites another one to register: an address is known until it answers, or for a month."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject


def digest_of(email: str) -> str:
    """Keyed: who reads the table can't try addresses on it."""
    return salted_hmac("investigations.directory.inviting", email.strip().lower(), algorithm="sha256").hexdigest()


class ProjectInvitationQuerySet(models.QuerySet["ProjectInvitation"]):
    def visible_to(self, user: User) -> "ProjectInvitationQuerySet":
        """Who brought whom; an address that has not answered is nobody's business."""
        answered = self.exclude(registered=None)
        return answered if user.is_authenticated and user.is_editor else self.none()

    def to(self, email: str) -> "ProjectInvitationQuerySet":
        return self.filter(digest=digest_of(email))


class ProjectInvitation(models.Model):
    by = models.ForeignKey(CitizenProject, models.CASCADE, related_name="project_invitations")
    # The digest of what the letter's link carries.
    key = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=100, blank=True)
    words = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    registered = models.ForeignKey(CitizenProject, models.CASCADE, null=True, blank=True, related_name="brought_by")

    objects = ProjectInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation d’un projet")
        verbose_name_plural = _("invitations de projets")
        indexes: ClassVar = [
            models.Index(fields=["digest"], name="invitation_digest"),
            models.Index(fields=["sent_at"], name="invitation_sent"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class NoInvitation(models.Model):
    """An address that wants none of these letters, without the address."""

    digest = models.CharField(max_length=64, unique=True)
    said_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.digest[:8]
