"""The states of an investigation: preparing → open → reviewing → closed, and back step by step to open."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.actions.end_year import check_open
from classrooms.errors import Refusal
from classrooms.models import User
from investigations.models import Investigation
from investigations.tasks import forget_originals

State = Investigation.State


def _locked(investigation: Investigation, *allowed: State) -> Investigation:
    current = Investigation.objects.select_for_update().get(pk=investigation.pk)
    if current.state not in allowed:
        message = _("Cette enquête est déjà « %(state)s ».") % {"state": current.get_state_display()}
        raise Refusal(message, code="wrong_state")
    return current


@transaction.atomic
def open_investigation(*, investigation: Investigation, by: User) -> Investigation:
    """Freeze what is asked, so that editing the guide never breaks a report, and let the tablets in."""
    current = _locked(investigation, State.PREPARING)
    check_open(current.classroom)
    questions = current.questions
    if not questions:
        raise Refusal(_("Ajoutez au moins une question avant d’ouvrir l’enquête."), code="no_question")
    if not current.assignments.exists():
        raise Refusal(_("Confiez d’abord au moins une mission."), code="no_assignment")
    current.guide_revision = current.guide.latest_revision or current.guide.save_revision(user=by)
    current.frozen_questions = questions
    current.state = State.OPEN
    current.opened_at = timezone.now()
    current.save()
    log(instance=current, action="investigations.open", user=by)
    return current


@transaction.atomic
def end_collection(*, investigation: Investigation, by: User) -> Investigation:
    current = _locked(investigation, State.OPEN)
    current.state = State.REVIEWING
    current.save(update_fields=["state"])
    log(instance=current, action="investigations.collect", user=by)
    return current


@transaction.atomic
def reopen_investigation(*, investigation: Investigation, by: User) -> Investigation:
    """One step back. From its end it takes what a tablet still holds, without which that tablet could never leave."""
    current = _locked(investigation, State.REVIEWING, State.CLOSED)
    if current.classroom.is_forgotten:
        raise Refusal(_("De cette classe, il ne reste que des nombres."), code="forgotten")
    current.state = State.OPEN if current.state == State.REVIEWING else State.REVIEWING
    current.closed_at = None
    current.save(update_fields=["state", "closed_at"])
    log(instance=current, action="investigations.reopen", user=by)
    return current


@transaction.atomic
def close_investigation(*, investigation: Investigation, by: User) -> Investigation:
    """No tablet writes any more, and the originals of its photos go."""
    current = _locked(investigation, State.OPEN, State.REVIEWING)
    current.state = State.CLOSED
    current.closed_at = timezone.now()
    current.save(update_fields=["state", "closed_at"])
    log(instance=current, action="investigations.close", user=by)
    transaction.on_commit(lambda: forget_originals.enqueue())
    return current
