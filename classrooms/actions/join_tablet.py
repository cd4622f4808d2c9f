"""How a tablet joins a class: by the class code while the door is open, or by any pupil's card.

Nothing is logged: when a child opened the notebook is nobody's business.
"""

import itertools
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from classrooms.artwork import ANIMALS
from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil, Tablet
from classrooms.roster.codes import parse_code
from classrooms.tablet_keys import new_tablet_token, pupil_token, tablet_digest
from classrooms.wrong_tries import count_wrong, slow_down

# What one class can lose in cupboards; more is somebody playing with the code.
TABLETS_AT_MOST = 100


class Joined(NamedTuple):
    """``token`` is known to the tablet alone: the database keeps its digest. With a code there is no ``pupil``."""

    tablet: Tablet
    token: str
    pupil: Pupil | None
    pupil_token: str | None


def join_with_code(*, code: str, address: str) -> Joined:
    """A closed door and an unknown code are told alike. Raises Refusal(no_open_class | too_many_tablets | wait)."""
    slow_down("code", address)
    parsed = parse_code(code)
    found = Classroom.objects.with_open_door().filter(code=parsed).first() if parsed else None
    if found is None:
        count_wrong("code", address)
        raise Refusal(
            _("Aucune classe n’est ouverte avec ce code. Vérifie le code, ou demande à ton enseignant·e."),
            code="no_open_class",
        )
    tablet, token = _new_tablet(found)
    return Joined(tablet, token, None, None)


def join_with_card(*, card: str, address: str) -> Joined:
    """The card has 128 bits of its own: it needs no open door. Raises Refusal, as above, or unknown_card."""
    slow_down("card", address)
    pupil = Pupil.objects.select_related("classroom__school").with_card(card).first()
    if pupil is None:
        count_wrong("card", address)
        raise Refusal(_("Cette carte ne marche plus. Demande à ton enseignant·e."), code="unknown_card")
    tablet, token = _new_tablet(pupil.classroom)
    return Joined(tablet, token, pupil, pupil_token(tablet.pk, pupil.pk))


def _new_tablet(classroom: Classroom) -> tuple[Tablet, str]:
    tablet_id = uuid.uuid4()
    token = new_tablet_token(tablet_id)
    while True:
        taken = set(classroom.tablets.active().values_list("name", flat=True))
        if len(taken) >= TABLETS_AT_MOST:
            raise Refusal(
                _("Il y a trop de tablettes dans cette classe. Préviens ton enseignant·e."), code="too_many_tablets"
            )
        name = next(name for name in _names() if name not in taken)
        try:
            with transaction.atomic():
                tablet = Tablet.objects.create(
                    pk=tablet_id, classroom=classroom, name=name, digest=tablet_digest(token)
                )
        except IntegrityError:  # another tablet took the name at the same instant
            continue
        return tablet, token


def _names() -> Iterator[str]:
    for turn in itertools.count(1):
        for animal in ANIMALS.values():
            label = str(animal.label).capitalize()
            yield label if turn == 1 else f"{label} {turn}"
