"""Coming into the holders' space by a code that goes to the e-mail address, and leaving it."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.letters import seal_words
from investigations.directory.models import HolderVisit, ProjectHolder
from investigations.directory.models.codes import hashed
from investigations.directory.tasks import send_code_to_holder


@transaction.atomic
def ask_to_enter(*, email: str) -> tuple[HolderVisit, str]:
    """Does the same for an address that keeps an entry and for one that doesn't: the worker finds out which it is."""
    secret = secrets.token_urlsafe(32)
    visit = HolderVisit(key=hashed(secret), email=email.lower())
    code = visit.new_code()
    visit.save()
    sealed, language = seal_words(code), get_language() or ""
    transaction.on_commit(lambda: send_code_to_holder.enqueue(visit.pk, sealed, language))
    return visit, secret


def enter(*, visit: HolderVisit, code: str) -> str:
    """A new secret for the browser. Raises Refusal(code)."""
    secret = _prove(visit, code)
    if not secret:
        raise Refusal(
            _("Ce code n’est pas le bon, ou il a fait son temps. Vérifiez-le, ou demandez-en un autre."), code="code"
        )
    return secret


def enter_once_registered(*, email: str) -> str:
    """Whose address was proved by the code of the registration. A secret for the browser."""
    secret = secrets.token_urlsafe(32)
    HolderVisit.objects.create(key=hashed(secret), email=email.lower(), entered_at=timezone.now())
    return secret


@transaction.atomic
def _prove(visit: HolderVisit, code: str) -> str:
    """By itself: a wrong try counts, whatever is refused after it."""
    current = HolderVisit.objects.select_for_update().get(pk=visit.pk)
    secret = ""
    if current.take(code):
        secret = secrets.token_urlsafe(32)
        current.key, current.entered_at = hashed(secret), timezone.now()
        ProjectHolder.objects.of(current.email).update(language=get_language() or "")
    current.save()
    return secret


def leave(*, visit: HolderVisit) -> None:
    HolderVisit.objects.filter(pk=visit.pk).delete()
