"""What somebody types to register a project: theirs alone until their e-mail address has answered."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from investigations.directory.models.codes import ProvesEmail
from investigations.directory.models.inviting import ProjectInvitation


class Registration(ProvesEmail):
    # By step: what was typed, right or wrong.
    typed = models.JSONField(default=dict)
    # Whose letter led here.
    invitation = models.ForeignKey(ProjectInvitation, models.SET_NULL, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["changed_at"], name="registration_changed")]

    def __str__(self) -> str:
        return str(self.pk)
