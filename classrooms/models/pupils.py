"""A pupil is not a user of the site: no account, no e-mail, no surname (design.md, promise 4)."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models.classrooms import Classroom, Level
from classrooms.models.teams import Team
from classrooms.models.users import User
from classrooms.roster.pictures import card_digest


class PupilQuerySet(models.QuerySet["Pupil"]):
    def visible_to(self, user: User) -> "PupilQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user))

    def with_card(self, *cards: str) -> "PupilQuerySet":
        """Whose card that is, as scanned or typed: the one way from a card to a pupil."""
        return self.filter(card_digest__in=[card_digest(card) for card in cards])

    def with_unprinted_card(self) -> "PupilQuerySet":
        return self.exclude(printed_serial=models.F("card_serial"))


class Pupil(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="pupils")
    team = models.ForeignKey(
        Team, models.SET_NULL, related_name="pupils", null=True, blank=True, verbose_name=_("équipe")
    )
    public_name = models.CharField(_("nom public"), max_length=40)
    level = models.CharField(_("niveau"), max_length=3, choices=Level, blank=True)
    animal = models.CharField(_("animal"), max_length=20)
    colour = models.CharField(_("couleur"), max_length=20)
    # Knows the pupil again in a later file; see roster.names.name_key. Pupils of one full name are told apart by rank.
    name_key = models.CharField(max_length=64, blank=True)
    homonym = models.PositiveSmallIntegerField(default=0)
    # Card token and picture secret follow from the card key, the id and this number; raising it kills the old card.
    card_serial = models.PositiveIntegerField(default=1)
    card_digest = models.CharField(max_length=64, unique=True, editable=False)
    # The serial of the card that was printed last: another one than card_serial means that this card is to be printed.
    printed_serial = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        verbose_name = _("élève")
        verbose_name_plural = _("élèves")
        ordering: ClassVar = ["public_name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["classroom", "public_name"], name="public_name_once_per_class"),
            models.UniqueConstraint(fields=["classroom", "animal", "colour"], name="look_once_per_class"),
            models.UniqueConstraint(
                fields=["classroom", "name_key", "homonym"],
                condition=~models.Q(name_key=""),
                name="name_key_once_per_class",
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def card_is_printed(self) -> bool:
        return self.printed_serial == self.card_serial
