"""Letters to who keeps an entry: written while the person waits, sealed, sent by the worker after the commit."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from classrooms.letters import seal
from classrooms.tasks import send_letter


def write(name: str, *, to: str, **context: Any) -> None:
    letter = sealed(name, to=to, **context)
    transaction.on_commit(lambda: send_letter.enqueue(letter))


def sealed(name: str, *, to: str, **context: Any) -> str:
    """``name`` is of a pair of templates in directory/email/; a ``holder`` gets it in their language, if we know it."""
    known = context | {"space": settings.BASE_URL + reverse("holder")}
    language = getattr(context.get("holder"), "language", "") or translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        if "project" in context:
            known["address"] = settings.BASE_URL + context["project"].get_absolute_url()
        subject = " ".join(render_to_string(f"directory/email/{name}_subject.txt", known).split())
        body = render_to_string(f"directory/email/{name}.txt", known)
    return seal(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]))
