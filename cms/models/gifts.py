"""Gifts to the non-profit, as HelloAsso's API says of them: amounts and states. Who gives, HelloAsso alone knows."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import User


class GiftQuerySet(models.QuerySet["Gift"]):
    def visible_to(self, user: User) -> "GiftQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()

    def asked(self) -> "GiftQuerySet":
        """HelloAsso knows of it."""
        return self.exclude(intent=None)

    def unread(self) -> "GiftQuerySet":
        """Something was said of it since the API was last read."""
        return self.asked().filter(
            models.Q(read_at=None, woken_at__isnull=False) | models.Q(woken_at__gt=models.F("read_at"))
        )


class Gift(models.Model):
    class State(models.TextChoices):
        BEGUN = "begun", _("commencé")
        CONFIRMED = "confirmed", _("payé")
        FAILED = "failed", _("refusé")
        LEFT = "left", _("laissé en route")
        REFUNDED = "refunded", _("remboursé")
        CONTESTED = "contested", _("contesté")

    # In the address to which the giver comes back.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cents = models.PositiveIntegerField(_("montant"))
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.BEGUN)
    # HelloAsso's own numbers.
    intent = models.BigIntegerField(null=True, unique=True)
    order = models.BigIntegerField(null=True, unique=True)
    # Not real money: HelloAsso's place for trying things out.
    sandbox = models.BooleanField(default=False)
    begun_at = models.DateTimeField(_("commencé le"), default=timezone.now)
    woken_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("don")
        verbose_name_plural = _("dons")
        ordering: ClassVar = ["-begun_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["begun_at"], name="gift_begun")]

    def __str__(self) -> str:
        return str(self.key)


class GiftPaymentQuerySet(models.QuerySet["GiftPayment"]):
    def visible_to(self, user: User) -> "GiftPaymentQuerySet":
        return self if user.is_authenticated and user.is_editor else self.none()


class GiftPayment(models.Model):
    """One row a payment, however often and by however many ways HelloAsso speaks of it."""

    gift = models.ForeignKey(Gift, models.CASCADE, related_name="payments")
    number = models.BigIntegerField(_("numéro chez HelloAsso"), unique=True)
    # What the non-profit gets: HelloAsso's tip is HelloAsso's.
    cents = models.PositiveIntegerField(_("montant"))
    refunded_cents = models.PositiveIntegerField(_("remboursé"), default=0)
    # In HelloAsso's own word.
    state = models.CharField(_("état chez HelloAsso"), max_length=40)
    paid_at = models.DateTimeField(_("payé le"), null=True)

    objects = GiftPaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("paiement d’un don")
        verbose_name_plural = _("paiements de dons")
        ordering: ClassVar = ["paid_at", "number"]

    def __str__(self) -> str:
        return str(self.number)
