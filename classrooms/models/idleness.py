"""Accounts that nobody signs in to: warned, then closed (actions/close_idle_accounts.py)."""

import datetime
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models.classrooms import Classroom
from classrooms.models.users import User

# A letter names the first day without the account: thirty whole days are left.
NOTICE = datetime.timedelta(days=31)


class Ties(NamedTuple):
    """Why an account stays open, used or not: nobody else could take over."""

    classrooms: list[Classroom]
    last_administrator: bool

    def __bool__(self) -> bool:
        return bool(self.classrooms) or self.last_administrator


def ties_of(user: User) -> Ties:
    classrooms = Classroom.objects.held_alone_by(user).select_related("school")
    other_administrators = User.objects.in_use().filter(is_superuser=True).exclude(pk=user.pk)
    return Ties(list(classrooms), user.is_superuser and not other_administrators.exists())


class IdleWarningQuerySet(models.QuerySet["IdleWarning"]):
    def visible_to(self, user: User) -> "IdleWarningQuerySet":
        return self if user.is_active and user.is_superuser else self.none()

    def standing(self) -> "IdleWarningQuerySet":
        """Sent, and no sign-in has taken it back since."""
        return self.filter(sent_at__isnull=False, user__in=User.objects.idle().values("pk"))


class IdleWarning(models.Model):
    """One letter to an account: when it closes, or, without a date, that it stays open for its ties."""

    user = models.OneToOneField(User, models.CASCADE, related_name="idle_warning")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    closes_on = models.DateField(null=True)

    objects = IdleWarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("avertissement d’un compte inutilisé")
        verbose_name_plural = _("avertissements de comptes inutilisés")

    def __str__(self) -> str:
        return f"{self.user} – {self.closes_on}"
