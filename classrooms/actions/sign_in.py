"""How a pupil gets in: class code and pictures while the door is open, or the card at any time.

Nothing is logged: when a child opened the notebook is nobody's business.
"""

import datetime
import hashlib
import hmac
import math
import secrets
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.cards import secret_of
from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil, TabletToken
from classrooms.roster.codes import parse_code
from classrooms.roster.pictures import card_digest
from classrooms.wrong_tries import count_wrong, slow_down

FREE_TRIES = 3
FIRST_WAIT = 60
LONGEST_WAIT = 3600


class Session(NamedTuple):
    """``token`` is known to the tablet alone: the database keeps its digest."""

    token: str
    expires_at: datetime.datetime
    pupil: Pupil


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_open_class(*, code: str, address: str) -> Classroom:
    """A closed door and an unknown code are told alike. Raises Refusal(no_open_class | wait)."""
    slow_down("code", address)
    parsed = parse_code(code)
    found = Classroom.objects.with_open_door().select_related("school").filter(code=parsed).first() if parsed else None
    if found is None:
        count_wrong("code", address)
        raise _no_open_class()
    return found


def sign_in_with_pictures(*, code: str, pupil_id: UUID, pictures: Sequence[str], address: str) -> Session:
    """Raises Refusal(no_open_class | wrong_pictures | wait).

    A wrong try is committed before it is refused. While a pupil waits, nothing is compared and nothing counted:
    guessing on tells nothing, and no one can lengthen another's wait.
    """
    classroom = find_open_class(code=code, address=address)
    with transaction.atomic():
        pupil = (
            Pupil.objects.select_for_update(of=("self",))
            .select_related("classroom__school")
            .filter(classroom=classroom, pk=pupil_id)
            .first()
        )
        if pupil is None:
            raise _no_open_class()
        if pupil.is_waiting:
            raise _wait(pupil.waits_until)
        if _same(pictures, secret_of(pupil)):
            return _open_session(pupil)
        _count_wrong_pictures(pupil)
    if pupil.is_waiting:
        raise _wait(pupil.waits_until)
    raise Refusal(
        _("Ce ne sont pas tes images. Regarde ta carte et essaie encore."),
        code="wrong_pictures",
        tries_left=FREE_TRIES - pupil.wrong_secrets,
    )


def sign_in_with_card(*, card: str, address: str) -> Session:
    """The card has 128 bits of its own: it needs no open door, and ends a wait. Raises Refusal(unknown_card | wait)."""
    slow_down("card", address)
    with transaction.atomic():
        pupil = (
            Pupil.objects.select_for_update(of=("self",))
            .select_related("classroom__school")
            .filter(card_digest=card_digest(card))
            .first()
        )
        if pupil is not None:
            return _open_session(pupil)
    count_wrong("card", address)
    raise Refusal(_("Cette carte ne marche plus. Demande à ton enseignant·e."), code="unknown_card")


def _open_session(pupil: Pupil) -> Session:
    pupil.wrong_secrets, pupil.waits_until = 0, None
    pupil.save(update_fields=["wrong_secrets", "waits_until"])
    pupil.tokens.filter(expires_at__lte=timezone.now()).delete()
    token = secrets.token_urlsafe(32)
    kept = TabletToken.objects.create(pupil=pupil, digest=token_digest(token))
    return Session(token, kept.expires_at, pupil)


def _count_wrong_pictures(pupil: Pupil) -> None:
    pupil.wrong_secrets = min(pupil.wrong_secrets + 1, 99)
    beyond = pupil.wrong_secrets - FREE_TRIES
    if beyond >= 0:
        seconds = min(FIRST_WAIT * 2**beyond, LONGEST_WAIT)
        pupil.waits_until = timezone.now() + datetime.timedelta(seconds=seconds)
    pupil.save(update_fields=["wrong_secrets", "waits_until"])


def _same(given: Sequence[str], secret: Sequence[str]) -> bool:
    return hmac.compare_digest(" ".join(given).encode(), " ".join(secret).encode())


def _wait(until: datetime.datetime | None) -> Refusal:
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds())) if until else 1
    return Refusal(
        _("Attends un peu avant d’essayer encore, ou demande à ton enseignant·e."), code="wait", wait_seconds=seconds
    )


def _no_open_class() -> Refusal:
    return Refusal(
        _("Aucune classe n’est ouverte avec ce code. Vérifie le code, ou demande à ton enseignant·e."),
        code="no_open_class",
    )
