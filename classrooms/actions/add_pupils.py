"""Make pupils with their look and card. The one place where a pupil comes into being."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from classrooms.actions.end_year import check_open
from classrooms.artwork import pick_look
from classrooms.cards import card_digest_of
from classrooms.models import Classroom, Pupil


@dataclass(frozen=True, slots=True)
class NewPupil:
    """``name_key`` and ``homonym`` know the pupil again in a later file; see roster.names."""

    public_name: str
    level: str = ""
    name_key: str = ""
    homonym: int = 0


@transaction.atomic
def add_pupils(*, classroom: Classroom, pupils: Iterable[NewPupil]) -> list[Pupil]:
    """Raises IntegrityError where a public name stands in the class already (callers ask first), Refusal(closed)."""
    check_open(classroom)
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    taken = set(classroom.pupils.values_list("animal", "colour"))
    made = []
    for new in pupils:
        animal, colour = pick_look(taken)
        taken.add((animal, colour))
        pupil = Pupil(
            id=uuid.uuid4(), classroom=classroom, public_name=new.public_name, level=new.level,
            animal=animal, colour=colour, name_key=new.name_key, homonym=new.homonym,
        )  # fmt: skip
        pupil.card_digest = card_digest_of(pupil)
        made.append(pupil)
    return Pupil.objects.bulk_create(made)
