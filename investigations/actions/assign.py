"""Give pupils and teams their missions."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Pupil, Team, User
from investigations.models import Assignment, Investigation


@transaction.atomic
def assign(
    *,
    investigation: Investigation,
    by: User,
    pupils: Iterable[Pupil] = (),
    teams: Iterable[Team] = (),
    role: str = "",
    question_ids: Sequence[str] = (),
) -> list[Assignment]:
    """One assignment for each pupil and team; who has one already gets the new role and questions.

    An empty ``question_ids`` means all questions. Raises Refusal when the investigation is closed, a question isn't
    asked in it, or someone isn't of its class.
    """
    current = Investigation.objects.select_for_update().get(pk=investigation.pk)
    if current.state == Investigation.State.CLOSED:
        raise Refusal(_("Cette enquête est terminée : on n’y confie plus de mission."), code="wrong_state")
    known = {question["id"] for question in current.questions}
    if not known.issuperset(question_ids):
        raise Refusal(_("Une des questions choisies n’est pas dans cette enquête."), code="unknown_question")
    given = [{"pupil": pupil} for pupil in pupils] + [{"team": team} for team in teams]
    if any(who.classroom_id != current.classroom_id for person in given for who in person.values()):
        raise Refusal(_("Cette personne n’est pas dans la classe."), code="foreign_pupil")
    made = []
    for person in given:
        assignment, _created = Assignment.objects.update_or_create(
            investigation=current, **person, defaults={"role": role, "question_ids": list(question_ids)}
        )
        made.append(assignment)
    log(instance=current, action="investigations.assign", user=by, data={"assignments": [str(a.pk) for a in made]})
    return made


@transaction.atomic
def unassign(*, assignment: Assignment, by: User) -> None:
    """Take a mission back; refused once something was sent for it: nothing a pupil did is lost."""
    current = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if current.reports.exists() or current.photos.exists():
        raise Refusal(_("Un travail a déjà été envoyé pour cette mission : elle reste."), code="has_work")
    log(instance=current.investigation, action="investigations.unassign", user=by, data={"who": str(current.pk)})
    current.delete()
