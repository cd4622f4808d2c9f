"""Somebody wants to give to the non-profit: HelloAsso makes a place to pay, and they are sent there."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from cms.giving.helloasso import UnavailableError, begin_checkout
from cms.models import Gift


def begin_gift(*, cents: int) -> tuple[Gift, str]:
    """The gift, and HelloAsso's address. Raises Refusal(unavailable), and then nothing is left of it.

    In no transaction: nobody waits for another host with the database in hand. A row of which HelloAsso never heard,
    since the process was stopped here, goes a day later (forget_gifts).
    """
    gift = Gift.objects.create(cents=cents, sandbox=settings.HELLOASSO_SANDBOX)
    back = settings.BASE_URL + reverse("gift", args=[gift.key])
    try:
        checkout = begin_checkout(
            gift=str(gift.key), cents=cents, words=_("Don à l’association Cap ou pas cap"),
            addresses={"back": back, "error": back, "return": back},
        )  # fmt: skip
    except UnavailableError as error:
        gift.delete()
        words = _("HelloAsso ne répond pas en ce moment. Rien n’a été payé. Essayez encore dans quelques minutes.")
        raise Refusal(words, code="unavailable") from error
    gift.intent = checkout.intent
    gift.save(update_fields=["intent"])
    return gift, checkout.address
