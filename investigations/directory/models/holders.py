"""Who keeps an entry: people with an e-mail address, and no account."""

import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.codes import ProvesEmail
from investigations.directory.models.projects import CitizenProject

VISIT_LASTS = datetime.timedelta(hours=8)


class ProjectHolderQuerySet(models.QuerySet["ProjectHolder"]):
    def visible_to(self, user: User) -> "ProjectHolderQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()

    def of(self, email: str) -> "ProjectHolderQuerySet":
        return self.filter(email=email.lower())

    def confirmed(self) -> "ProjectHolderQuerySet":
        return self.exclude(confirmed_at=None)


class ProjectHolder(models.Model):
    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="holders")
    email = models.EmailField(_("adresse e-mail"))
    name = models.CharField(_("nom"), max_length=100)
    since = models.DateTimeField(_("depuis"), auto_now_add=True)
    # Until then somebody else has named them.
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    # The one in which they last registered or came in; empty while nobody knows.
    language = models.CharField(max_length=10, blank=True, editable=False)
    # Letters about what happens around the entry; those about the entry itself always come.
    hears_news = models.BooleanField(_("reçoit les nouvelles"), default=True)
    # Letters of neighbours who want to help; where nobody takes them, the entry has no button.
    takes_offers = models.BooleanField(_("reçoit les propositions d’aide"), default=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ProjectHolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("porteur de projet")
        verbose_name_plural = _("porteurs de projet")
        ordering: ClassVar = ["since", "pk"]
        indexes: ClassVar = [models.Index(fields=["email"], name="holder_email")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "email"], name="holder_once_a_project")]

    def __str__(self) -> str:
        return self.name


class HolderVisitQuerySet(models.QuerySet["HolderVisit"]):
    def open(self) -> "HolderVisitQuerySet":
        return self.filter(entered_at__gt=timezone.now() - VISIT_LASTS)


class HolderVisit(ProvesEmail):
    """One browser's way into the space of who holds this address; ended by signing out, or after a working day."""

    asked_at = models.DateTimeField(default=timezone.now)
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = HolderVisitQuerySet.as_manager()
