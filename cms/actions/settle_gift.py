"""A gift is what HelloAsso's API says of it: read again whenever somebody says that something happened."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from cms.giving.helloasso import Order, Payment, read_checkout
from cms.models import Gift, GiftPayment

logger = logging.getLogger(__name__)

PAID = {"Authorized"}
# What HelloAsso's sandbox says of what was paid with a card of theirs.
PAID_IN_SANDBOX = {"AuthorizedPreprod", "Registered"}
BEING_REFUNDED = {"Refunding", "Refunded"}
FAILED = {"Refused", "Error", "Canceled", "Abandoned", "Deleted", "NoDonation"}
# HelloAsso's page for paying is open for a quarter of an hour.
LEFT_AFTER = datetime.timedelta(days=1)


def wake_gift(*, gift: Gift) -> None:
    Gift.objects.filter(pk=gift.pk).update(woken_at=timezone.now())


def read_again(*, gift: Gift) -> Gift:
    """Asks the API, in no transaction. Raises UnavailableError; the gift is then as it was."""
    asked_at = timezone.now()
    if gift.intent is None:
        return gift
    return settle_gift(gift=gift, order=read_checkout(intent=gift.intent, gift=str(gift.key)), read_at=asked_at)


@transaction.atomic
def settle_gift(*, gift: Gift, order: Order | None, read_at: datetime.datetime) -> Gift:
    """What was read earlier doesn't undo what was read later."""
    current = Gift.objects.select_for_update().get(pk=gift.pk)
    if current.read_at and current.read_at > read_at:
        return current
    current.read_at = read_at
    if order is None:
        if current.state == Gift.State.BEGUN and current.begun_at < read_at - LEFT_AFTER:
            current.state = Gift.State.LEFT
    else:
        current.order = order.number
        kept = [one for one in order.payments if _keep(current, one)]
        current.state = _state_of(kept, sandbox=current.sandbox)
    current.save()
    return current


def _keep(gift: Gift, said: Payment) -> bool:
    """One row a payment; a number that stands with another gift stays there."""
    row, _made = GiftPayment.objects.get_or_create(
        number=said.number, defaults={"gift": gift, "cents": said.cents, "state": said.state}
    )
    if row.gift_id != gift.pk:
        logger.error("Payment %s stands with two gifts", said.number)
        return False
    row.cents, row.refunded_cents, row.state, row.paid_at = said.cents, said.refunded_cents, said.state, said.paid_at
    row.save()
    return True


def _state_of(payments: list[Payment], *, sandbox: bool) -> Gift.State:
    states = {one.state for one in payments}
    paid = PAID | BEING_REFUNDED | (PAID_IN_SANDBOX if sandbox else set())
    if "Contested" in states:
        return Gift.State.CONTESTED
    settled = [one for one in payments if one.state in paid]
    if settled:
        back = all(one.refunded_cents >= one.cents for one in settled)
        return Gift.State.REFUNDED if back else Gift.State.CONFIRMED
    return Gift.State.FAILED if payments and states <= FAILED else Gift.State.BEGUN
