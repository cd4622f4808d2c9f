"""The links in letters: signed, of one subscriber, for one purpose. A letter may lie in a mailbox for years."""

import datetime

from django.core import signing
from django.urls import reverse

from cms.models import Subscriber
from cms.open_data.licence import whole

_LETTER, _CONFIRM = "cms.newsletter.letter", "cms.newsletter.confirm"
CONFIRM_WITHIN = datetime.timedelta(days=7)


def token_of(subscriber: Subscriber) -> str:
    return signing.Signer(salt=_LETTER).sign(subscriber.key.hex)


def confirming_link(subscriber: Subscriber) -> str:
    token = signing.TimestampSigner(salt=_CONFIRM).sign(f"{subscriber.key.hex}{_since(subscriber)}")
    return whole(reverse("letter_confirm", args=[token]))


def subscriber_by(token: str) -> Subscriber | None:
    """None once the row is gone, and before it was confirmed."""
    try:
        key = signing.Signer(salt=_LETTER).unsign(token)
    except signing.BadSignature:
        return None
    return Subscriber.objects.exclude(state=Subscriber.State.PENDING).filter(key=key).first()


def asker_by(token: str) -> Subscriber | None:
    """Who has not confirmed yet, or has by this very link. Of who left, only a link that was asked for since."""
    try:
        key, dash, since = signing.TimestampSigner(salt=_CONFIRM).unsign(token, max_age=CONFIRM_WITHIN).partition("-")
    except signing.BadSignature:
        return None
    found = Subscriber.objects.filter(key=key).first()
    left = found is not None and found.state == Subscriber.State.LEFT
    return None if found is None or (left and _since(found) != dash + since) else found


def _since(subscriber: Subscriber) -> str:
    """When they left, if they did."""
    return f"-{subscriber.left_at:%Y%m%d%H%M%S%f}" if subscriber.left_at else ""
