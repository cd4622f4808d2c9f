"""What a person allows to be made public: prior, express and special (docs/consents.md)."""

import datetime
from typing import ClassVar, cast

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Pupil, User
from investigations.models.investigations import Investigation

NAME_LENGTH = 80


class IntervieweeQuerySet(models.QuerySet["Interviewee"]):
    def visible_to(self, user: User) -> "IntervieweeQuerySet":
        return self.filter(investigation__in=Investigation.objects.visible_to(user))


class Interviewee(models.Model):
    """An adult whom a class met, named so that their consent can be recorded."""

    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="interviewees")
    name = models.CharField(_("nom de la personne"), max_length=NAME_LENGTH)

    objects = IntervieweeQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne interviewée")
        verbose_name_plural = _("personnes interviewées")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["investigation", "name"], name="interviewee_once_per_investigation")
        ]

    def __str__(self) -> str:
        return self.name


Person = Pupil | Interviewee


def columns_of(person: Person | None) -> dict[str, Person | None]:
    """A person in the two columns that rows about people have, to write them and to find them."""
    is_pupil = isinstance(person, Pupil)
    return {"pupil": person if is_pupil else None, "interviewee": None if is_pupil else person}


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: User) -> "ConsentQuerySet":
        return self.filter(investigation__in=Investigation.objects.visible_to(user))

    def standing(self) -> "ConsentQuerySet":
        """Neither withdrawn nor run out; it may begin later."""
        return self.filter(withdrawn_at=None, lapsed_at=None)

    def valid(self, on: datetime.date | None = None) -> "ConsentQuerySet":
        day = on or timezone.localdate()
        return self.standing().filter(starts_on__lte=day, ends_on__gte=day)

    def for_web(self) -> "ConsentQuerySet":
        return self.filter(web=True)

    def for_print(self) -> "ConsentQuerySet":
        return self.filter(print=True)

    def of(self, person: Person) -> "ConsentQuerySet":
        return self.filter(**columns_of(person))

    def run_out(self) -> "ConsentQuerySet":
        return self.standing().filter(ends_on__lt=timezone.localdate())


class Consent(models.Model):
    """One person × one thing × one investigation × media × days. A page or form of consents makes several rows."""

    class What(models.TextChoices):
        IMAGE = "image", _("son image")
        FIRST_NAME = "first_name", _("son prénom")
        TEXTS = "texts", _("ses textes")

    class Signed(models.TextChoices):
        BOTH = "both", _("les deux responsables légaux")
        ONE = "one", _("un seul responsable légal")
        SELF = "self", _("la personne elle-même")

    class Kept(models.TextChoices):
        PAPER = "paper", _("sur papier, à l’école")
        SCAN = "scan", _("scanné, dans le dossier de l’école")

    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="consents", verbose_name=_("enquête"))
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, blank=True, related_name="consents")
    interviewee = models.ForeignKey(Interviewee, models.CASCADE, null=True, blank=True, related_name="consents")
    what = models.CharField(_("quoi"), max_length=10, choices=What)
    web = models.BooleanField(_("sur le site"))
    print = models.BooleanField(_("imprimé"))
    starts_on = models.DateField(_("à partir du"))
    ends_on = models.DateField(_("jusqu’au"))
    signed = models.CharField(_("signé par"), max_length=4, choices=Signed)
    kept = models.CharField(_("conservé"), max_length=5, choices=Kept)
    # The pupil's own view, which adults' signatures don't replace.
    pupil_agrees = models.BooleanField(_("l’élève est d’accord"), default=False)
    recorded_at = models.DateTimeField(_("enregistré le"), auto_now_add=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # When what it allowed was taken back because its last day was over.
    lapsed_at = models.DateTimeField(_("expiré le"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("autorisation")
        verbose_name_plural = _("autorisations")
        ordering: ClassVar = ["recorded_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pupil__isnull=False, interviewee__isnull=True)
                | Q(pupil__isnull=True, interviewee__isnull=False),
                name="consent_of_a_pupil_or_an_interviewee",
            ),
            models.CheckConstraint(condition=Q(web=True) | Q(print=True), name="consent_for_some_medium"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="consent_ends_after_start"),
            models.UniqueConstraint(
                fields=["investigation", "pupil", "what"],
                condition=Q(withdrawn_at=None, lapsed_at=None, pupil__isnull=False),
                name="one_standing_consent_per_pupil",
            ),
            models.UniqueConstraint(
                fields=["investigation", "interviewee", "what"],
                condition=Q(withdrawn_at=None, lapsed_at=None, interviewee__isnull=False),
                name="one_standing_consent_per_interviewee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def person(self) -> Person:
        return cast(Person, self.pupil or self.interviewee)

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None and self.lapsed_at is None
