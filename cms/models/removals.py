"""“Please take this down”: from anyone, without an account, to the editors."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from cms.models.stories import StoryPage


class RemovalRequestQuerySet(models.QuerySet["RemovalRequest"]):
    def visible_to(self, user: User) -> "RemovalRequestQuerySet":
        return self if user.is_editor else self.none()

    def waiting(self) -> "RemovalRequestQuerySet":
        return self.filter(settled_at=None)


class RemovalRequest(models.Model):
    class Who(models.TextChoices):
        SHOWN = "shown", _("Je suis dans ce récit")
        PARENT = "parent", _("Mon enfant est dans ce récit")
        HOLDER = "holder", _("Ce récit parle de mon projet")
        OTHER = "other", _("Autre chose")

    # A story may be deleted before its request is settled.
    story = models.ForeignKey(StoryPage, models.SET_NULL, null=True, related_name="removal_requests")
    title = models.CharField(_("récit"), max_length=255)
    who = models.CharField(_("qui demande"), max_length=8, choices=Who)
    words = models.TextField(_("ce qu’il faut retirer, et pourquoi"), max_length=2000)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    settled_at = models.DateTimeField(_("réglé le"), null=True, blank=True)
    settled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # What the editor has done, for whoever asks later.
    hidden = models.BooleanField(default=False)

    objects = RemovalRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande de retrait")
        verbose_name_plural = _("demandes de retrait")
        ordering: ClassVar = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.title
