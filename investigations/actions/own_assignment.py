from uuid import UUID

from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.models import Assignment, Investigation

TAKES_WORK = {Investigation.State.OPEN, Investigation.State.REVIEWING}


def lock_own_assignment(*, pupil: Pupil, assignment_id: UUID) -> Assignment:
    """The mission, locked, so that of a last version and a last photo that arrive together, one sees the other.

    Raises Refusal(not_found).
    """
    found = (
        Assignment.objects.of_pupil(pupil)
        .select_for_update(of=("self",), no_key=True)
        .select_related("investigation")
        .filter(pk=assignment_id)
        .first()
    )
    if found is None:
        raise no_such_mission()
    return found


def no_such_mission() -> Refusal:
    return Refusal(_("Cette mission n’est pas sur ta tablette."), code="not_found")


def conflict() -> Refusal:
    """Said alike whoever holds the number: nothing is told about others."""
    return Refusal(_("Autre chose a déjà été enregistré sous ce numéro."), code="conflict")
