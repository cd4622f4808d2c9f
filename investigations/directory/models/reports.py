"""“This is wrong”, “this is closed”: from anyone, without an account, to the editors and to who keeps the entry."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject


class EntryReportQuerySet(models.QuerySet["EntryReport"]):
    def visible_to(self, user: User) -> "EntryReportQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()

    def waiting(self) -> "EntryReportQuerySet":
        return self.filter(settled_at=None)


class EntryReport(models.Model):
    class What(models.TextChoices):
        CLOSED = "closed", _("C’est fermé, ou cela n’existe plus")
        HOURS = "hours", _("Les horaires ne sont pas les bons")
        PLACE = "place", _("Le lieu n’est pas le bon")
        OTHER = "other", _("Autre chose")

    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="entry_reports")
    what = models.CharField(_("ce qui ne va pas"), max_length=6, choices=What)
    words = models.TextField(_("ce que vous avez vu"), max_length=1000)
    # Until it is answered, and no longer.
    email = models.EmailField(_("adresse e-mail"), blank=True)
    asked_at = models.DateTimeField(_("signalé le"), auto_now_add=True)
    settled_at = models.DateTimeField(_("réglé le"), null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(_("réponse"), max_length=1000, blank=True)

    objects = EntryReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering: ClassVar = ["asked_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["settled_at", "asked_at"], name="entry_report_waiting")]

    def __str__(self) -> str:
        return str(self.project)
