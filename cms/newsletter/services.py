"""The services that may deliver the letter instead of our own mail server (LETTER_SERVICE)."""

from collections.abc import Callable
from typing import Any

from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from django.conf import settings

WEBHOOKS = {
    "brevo": BrevoTrackingWebhookView,
    "mailjet": MailjetTrackingWebhookView,
    "postmark": PostmarkTrackingWebhookView,
}


def webhook_of(service: str) -> Callable[..., Any] | None:
    """Only of the one that is in use, and only behind its secret."""
    if service != settings.LETTER_SERVICE or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return None
    return WEBHOOKS[service].as_view()
