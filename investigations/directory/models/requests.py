"""“This is my project”, “delete this entry”: asked of the editors, by who has no account."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject


class EntryRequestQuerySet(models.QuerySet["EntryRequest"]):
    def visible_to(self, user: User) -> "EntryRequestQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()

    def waiting(self) -> "EntryRequestQuerySet":
        return self.filter(settled_at=None)


class EntryRequest(models.Model):
    class Kind(models.TextChoices):
        CLAIM = "claim", _("dit que c’est son projet")
        DELETE = "delete", _("demande de supprimer la fiche")

    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=8, choices=Kind)
    email = models.EmailField(_("adresse e-mail"))
    name = models.CharField(_("nom"), max_length=100)
    words = models.TextField(_("quelques mots"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    granted = models.BooleanField(default=False)

    objects = EntryRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande sur une fiche")
        verbose_name_plural = _("demandes sur des fiches")
        ordering: ClassVar = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.name
