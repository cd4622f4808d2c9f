"""The weekly letter: who gets it, what is in it, and to whom it went."""

import datetime
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin

from classrooms.errors import Refusal
from classrooms.models import User
from cms.newsletter.blocks import LetterBlocks
from investigations.directory.models import Cause
from workshop.geo import Point

# Nobody hands one letter to a mail server for so long: whoever claimed it is gone.
CLAIM_LASTS = datetime.timedelta(minutes=5)


def digest_of(email: str) -> str:
    """Keyed: who reads the table can't try addresses on it."""
    return salted_hmac("cms.newsletter", email.strip().lower(), algorithm="sha256").hexdigest()


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def visible_to(self, user: User) -> "SubscriberQuerySet":
        """Editors see one address at a time, of which they know the words."""
        return self if user.is_authenticated and user.is_editor else self.none()

    def confirmed(self) -> "SubscriberQuerySet":
        return self.filter(state=Subscriber.State.CONFIRMED)


class Subscriber(models.Model):
    class State(models.TextChoices):
        PENDING = "pending", _("à confirmer")
        CONFIRMED = "confirmed", _("abonnement confirmé")
        # For some days, so that "come back" is one click; then the row goes.
        LEFT = "left", _("désabonnement")

    # In small letters, whatever was typed.
    email = models.EmailField(_("adresse e-mail"), unique=True)
    # In the links of letters: another one when the same address comes back after it was forgotten.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("langue"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.PENDING)
    place = models.CharField(_("près de"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    kilometres = models.PositiveSmallIntegerField(_("distance"), null=True, blank=True)
    causes = models.ManyToManyField(Cause, related_name="+", verbose_name=_("causes"), blank=True)
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    left_at = models.DateTimeField(_("désabonnement le"), null=True, blank=True)
    # Letters in a row that a mailbox did not take: full, or out of order.
    soft_bounces = models.PositiveSmallIntegerField(default=0)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("abonnement à la lettre")
        verbose_name_plural = _("abonnements à la lettre")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None, kilometres=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False, kilometres__isnull=False),
                name="letter_place_is_whole",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="letter_state")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def point(self) -> Point | None:
        return None if self.latitude is None or self.longitude is None else Point(self.latitude, self.longitude)


class SilentAddress(models.Model):
    """An address that gets nothing from us, without the address: it does not exist, or its reader complained."""

    class Why(models.TextChoices):
        BOUNCED = "bounced", _("adresse qui n’existe plus")
        COMPLAINED = "complained", _("lettre signalée comme indésirable")

    digest = models.CharField(max_length=64, unique=True)
    why = models.CharField(max_length=10, choices=Why)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.digest[:8]


class NewsletterIssueQuerySet(models.QuerySet["NewsletterIssue"]):
    def visible_to(self, user: User) -> "NewsletterIssueQuerySet":
        return self if user.is_authenticated and user.is_editor else self.in_archive()

    def in_archive(self) -> "NewsletterIssueQuerySet":
        """Newest first. What began to go out is out."""
        return self.filter(number__isnull=False, archived=True).order_by("-number")


class NewsletterIssue(PreviewableMixin, models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SENDING = "sending", _("en cours d’envoi")
        PAUSED = "paused", _("en pause")
        SENT = "sent", _("envoyée")
        CANCELLED = "cancelled", _("arrêtée")

    number = models.PositiveIntegerField(_("numéro"), unique=True, null=True, editable=False)
    subject = models.CharField(_("objet"), max_length=120)
    preheader = models.CharField(
        _("ligne d’aperçu"), max_length=150, blank=True,
        help_text=_("Ce qui se lit après l’objet dans une boîte aux lettres. Vide : le début de l’introduction."),
    )  # fmt: skip
    introduction = models.TextField(
        _("introduction"), max_length=1500, blank=True,
        help_text=_("Sans prénom d’élève : un récit peut être retiré, une lettre partie ne revient pas."),
    )  # fmt: skip
    items = StreamField(
        LetterBlocks(), verbose_name=_("les immanquables"), blank=True,
        help_text=_("Le premier est pour tout le monde ; les autres, pour qui en suit le lieu et la cause."),
    )  # fmt: skip
    archived = models.BooleanField(_("se lit sur le site une fois envoyée"), default=True)
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.DRAFT, editable=False)
    made_at = models.DateTimeField(_("faite le"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changée le"), auto_now=True)
    tried_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(_("envoyée à partir du"), null=True, editable=False)
    ended_at = models.DateTimeField(_("envoyée le"), null=True, editable=False)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, related_name="+")
    # Which task's turn it is: one that runs twice, or of a time before a pause, finds that it is not its turn.
    turn = models.PositiveIntegerField(default=0, editable=False)
    # Subscribers up to this one have their delivery.
    reached = models.BigIntegerField(default=0, editable=False)
    trouble = models.CharField(max_length=250, blank=True, editable=False)
    # How many letters in which state, once the deliveries are forgotten.
    tally = models.JSONField(default=dict, editable=False)

    objects = NewsletterIssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("lettre")
        verbose_name_plural = _("lettres")
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    def clean(self) -> None:
        """Once it has left, its words are before the public: corrected ones are held to the same."""
        from cms.newsletter.running import check_names_nobody

        super().clean()
        if self.number is None:
            return
        try:
            check_names_nobody(self)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from None

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_sending(self) -> bool:
        return self.state == self.State.SENDING

    @property
    def is_paused(self) -> bool:
        return self.state == self.State.PAUSED

    @property
    def was_tried(self) -> bool:
        """Since it was last changed."""
        return self.tried_at is not None and self.tried_at >= self.changed_at

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("html", _("Lettre")), ("text", _("Texte seul")), ("en", _("Lettre, cadre en anglais"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cms.newsletter.letters import preview

        return preview(self, mode_name)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: User) -> "DeliveryQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()

    def doubtful(self) -> "DeliveryQuerySet":
        """Claimed by somebody who never said how it went."""
        dead = models.Q(state=Delivery.State.CLAIMED, claimed_at__lt=timezone.now() - CLAIM_LASTS)
        return self.filter(dead | models.Q(state=Delivery.State.DOUBTFUL))


class Delivery(models.Model):
    """One issue to one address, once. It is claimed, in a transaction that ended, before a mail server hears of it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("à envoyer")
        CLAIMED = "claimed", _("en train de partir")
        SENT = "sent", _("envoyée")
        FAILED = "failed", _("refusée")
        DOUBTFUL = "doubtful", _("douteuse")
        LEFT = "left", _("douteuse, laissée")
        SKIPPED = "skipped", _("rien pour cette personne")

    issue = models.ForeignKey(NewsletterIssue, models.CASCADE, related_name="deliveries")
    # Who leaves and comes back is another subscriber with the same address.
    digest = models.CharField(max_length=64)
    subscriber = models.ForeignKey(Subscriber, models.SET_NULL, null=True, related_name="deliveries")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "digest"], name="one_letter_for_an_address"),
        ]
        indexes: ClassVar = [models.Index(fields=["issue", "state", "tries", "id"], name="letter_delivery")]

    def __str__(self) -> str:
        return str(self.pk)
