"""“I can help”: from a neighbour to who keeps an entry. The site passes words on; neither sees the other's address."""

import datetime
from typing import ClassVar

from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.codes import ProvesEmail
from investigations.directory.models.projects import CitizenProject

# An address that has not answered is nobody's.
UNPROVED_LAST = datetime.timedelta(days=1)
_AT_THE_DOOR, _INSIDE = "directory.offers.door", "directory.offers.inside"


def digest_of_helper(project_id: int, email: str) -> str:
    """Keyed, and of one entry: who reads the table can't try addresses on it, nor see who helps whom.

    ``name+anything@`` is ``name@``: most providers put it into the same box.
    """
    name, _at, host = email.strip().lower().rpartition("@")
    words = f"{project_id}:{name.partition('+')[0]}@{host}"
    return salted_hmac("investigations.directory.offers", words, algorithm="sha256").hexdigest()


class HelpOfferQuerySet(models.QuerySet["HelpOffer"]):
    def visible_to(self, user: User) -> "HelpOfferQuerySet":
        """A letter between two people: no account of the site reads it."""
        return self.none()

    def proved(self) -> "HelpOfferQuerySet":
        return self.exclude(proved_at=None)

    def heard(self) -> "HelpOfferQuerySet":
        """What who keeps the entry reads."""
        return self.proved().filter(silenced=False)

    def unread(self) -> "HelpOfferQuerySet":
        """The helper has said something since somebody who keeps the entry has looked."""
        return self.heard().filter(models.Q(read_at=None) | models.Q(read_at__lt=models.F("said_at")))

    def by_door(self, token: str) -> "HelpOfferQuerySet":
        """Of the browser that wrote it, until its address has answered."""
        return self._by(token, _AT_THE_DOOR).filter(proved_at=None, asked_at__gt=timezone.now() - UNPROVED_LAST)

    def by_link(self, token: str) -> "HelpOfferQuerySet":
        """Of who has the letter."""
        return self._by(token, _INSIDE).proved()

    def _by(self, token: str, salt: str) -> "HelpOfferQuerySet":
        try:
            return self.filter(key=Signer(salt=salt).unsign(token))
        except BadSignature:
            return self.none()


class HelpOffer(ProvesEmail):
    class Brings(models.TextChoices):
        HANDS = "hands", _("Des bras, du temps")
        THINGS = "things", _("Du matériel")
        MONEY = "money", _("De l’argent")
        OTHER = "other", _("Autre chose")

    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="offers")
    name = models.CharField(_("nom"), max_length=60)
    brings = models.JSONField(_("ce que la personne apporte"), default=list)
    moment = models.CharField(_("quand"), max_length=120, blank=True)
    words = models.TextField(_("message"), max_length=1000)
    language = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField(_("écrit le"), default=timezone.now)
    proved_at = models.DateTimeField(null=True, blank=True)
    # The helper's last words, then the last time that somebody who keeps the entry has looked.
    said_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # Of a blocked address: nobody reads it, and who wrote it sees no difference.
    silenced = models.BooleanField(default=False)
    # Of either: from then on it is counted how long it is kept.
    moved_at = models.DateTimeField(default=timezone.now)

    objects = HelpOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposition d’aide")
        verbose_name_plural = _("propositions d’aide")
        ordering: ClassVar = ["-moved_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["moved_at"], name="help_offer_moved")]

    def __str__(self) -> str:
        return self.name

    @property
    def brings_in_words(self) -> list[str]:
        return [str(self.Brings(one).label) for one in self.brings if one in self.Brings.values]

    @property
    def door_token(self) -> str:
        return Signer(salt=_AT_THE_DOOR).sign(self.key)

    @property
    def link_token(self) -> str:
        return Signer(salt=_INSIDE).sign(self.key)

    @property
    def is_unread(self) -> bool:
        return self.read_at is None or (self.said_at is not None and self.read_at < self.said_at)


class HelpWordsQuerySet(models.QuerySet["HelpWords"]):
    def visible_to(self, user: User) -> "HelpWordsQuerySet":
        return self.none()


class HelpWords(models.Model):
    """What one of the two answers."""

    offer = models.ForeignKey(HelpOffer, models.CASCADE, related_name="answers")
    from_holder = models.BooleanField()
    words = models.TextField(_("message"), max_length=1000)
    said_at = models.DateTimeField(default=timezone.now)

    objects = HelpWordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse à une proposition d’aide")
        verbose_name_plural = _("réponses à des propositions d’aide")
        ordering: ClassVar = ["said_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class BlockedHelperQuerySet(models.QuerySet["BlockedHelper"]):
    def stops(self, email: str) -> bool:
        return any(one.digest == digest_of_helper(one.made_for or one.project_id, email) for one in self)


class BlockedHelper(models.Model):
    """Who keeps the entry wants no more words from this address; without the address."""

    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="blocked_helpers")
    digest = models.CharField(max_length=64)
    # The entry of which the digest is, once that one has become another: no digest can be made anew.
    made_for = models.BigIntegerField(null=True, editable=False)
    blocked_at = models.DateTimeField(default=timezone.now)

    objects = BlockedHelperQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresse bloquée")
        verbose_name_plural = _("adresses bloquées")
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "digest"], name="helper_blocked_once")]

    def __str__(self) -> str:
        return self.digest[:8]
