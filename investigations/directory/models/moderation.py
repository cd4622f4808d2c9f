"""What editors need to read an entry: who reads it now, what they often say, what its links answered."""

import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject

# Who went to lunch holds nobody up.
READING_LASTS = datetime.timedelta(minutes=20)


class EditorsQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: User) -> "EditorsQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()


class EntryReadingQuerySet(EditorsQuerySet):
    def active(self) -> "EntryReadingQuerySet":
        return self.filter(seen_at__gt=timezone.now() - READING_LASTS)


class EntryReading(models.Model):
    """One editor has this entry before them: nobody else decides on it, and its holder changes nothing meanwhile.

    Not Wagtail's lock, which has no end: a holder would wait for whoever forgot it.
    """

    project = models.OneToOneField(CitizenProject, models.CASCADE, related_name="reading")
    reader = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    objects = EntryReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("lecture d’une fiche")
        verbose_name_plural = _("lectures de fiches")

    def __str__(self) -> str:
        return str(self.reader)


class CannedReason(models.Model):
    """Kind words that say what an entry lacks, and what its holder can do."""

    text_fr = models.TextField(_("motif"), max_length=600)
    text_en = models.TextField(_("motif en anglais"), max_length=600, blank=True)
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    objects = EditorsQuerySet.as_manager()
    sort_order_field = "position"

    class Meta:
        verbose_name = _("motif tout prêt")
        verbose_name_plural = _("motifs tout prêts")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" and self.text_en else self.text_fr


class LinkCheck(models.Model):
    """What a link of an entry answered to the worker, and when."""

    class Outcome(models.TextChoices):
        ANSWERS = "answers", _("La page répond.")
        GONE = "gone", _("Le site répond qu’il n’a pas cette page.")
        REFUSES = "refuses", _("Le site ne répond pas aux programmes : ouvrez-le vous-même.")
        FAILS = "fails", _("Le site est en panne.")
        NO_SUCH_NAME = "no_name", _("D’ici, ce nom ne mène à aucun site : il est peut-être mal écrit.")
        PRIVATE = "private", _("Ce lien ne mène pas au web public.")
        CERTIFICATE = "certificate", _("Le certificat du site n’est pas bon : un navigateur mettrait en garde.")
        SILENT = "silent", _("Le site n’a pas répondu à temps.")
        WANDERS = "wanders", _("Ce lien renvoie d’une page à l’autre sans fin.")

    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="link_checks")
    url = models.URLField(max_length=200)
    outcome = models.CharField(max_length=11, choices=Outcome)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = EditorsQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse d’un lien")
        verbose_name_plural = _("réponses des liens")
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "url"], name="link_checked_once")]

    def __str__(self) -> str:
        return self.url
