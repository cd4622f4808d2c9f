"""What a service that delivers (django-anymail) says became of a letter."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason

from cms.models import SilentAddress, Subscriber
from cms.newsletter.subscribing import leave, not_taken, silence, taken

_FOR_GOOD = {RejectReason.INVALID, RejectReason.BOUNCED}
_BACK = {EventType.BOUNCED, EventType.REJECTED}


def hear(*, event: AnymailTrackingEvent) -> None:
    email, kind, reason = event.recipient or "", event.event_type, event.reject_reason
    if kind == EventType.COMPLAINED or (kind in _BACK and reason == RejectReason.SPAM):
        silence(email=email, why=SilentAddress.Why.COMPLAINED)
    elif kind in _BACK and reason in _FOR_GOOD and not _is_soft(event.esp_event):
        silence(email=email, why=SilentAddress.Why.BOUNCED)
    elif kind in _BACK or kind == EventType.FAILED:
        not_taken(email=email)
    elif kind == EventType.DELIVERED:
        taken(email=email)
    elif kind == EventType.UNSUBSCRIBED:
        for subscriber in Subscriber.objects.filter(email=email.strip().lower()):
            leave(subscriber=subscriber)


def _is_soft(said: Any) -> bool:
    """anymail gives a full mailbox and one that never was the same reason; the services themselves tell them apart."""
    if not hasattr(said, "get"):
        return False
    of_brevo, of_mailjet = said.get("event") == "soft_bounce", said.get("hard_bounce") is False
    return of_brevo or of_mailjet or said.get("Type") in {"SoftBounce", "Transient", "DnsError"}
