"""What an editor decides of an entry that waits: it appears, it goes back with kind words, or it goes for good."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import TaskState

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.actions.keep_entry import delete_entry, newest_version
from investigations.directory.actions.read_entry import check_turn, leave_reading
from investigations.directory.actions.say_still_true import answer
from investigations.directory.letters import write
from investigations.directory.models import CannedReason, CitizenProject, PointFrom
from workshop.geo import Point


@transaction.atomic
def approve_entry(*, project: CitizenProject, revision: int, by: User, point: Point | None = None) -> None:
    """``revision`` is what was read, ``point`` where the entry is put. Raises Refusal(read | settled | changed)."""
    current, task = _waiting(project, revision, by)
    if point:
        version = newest_version(current)
        version.latitude, version.longitude, version.point_from = point.lat, point.lon, PointFrom.ADDRESS
        task.revision = version.save_revision(user=by)
        task.save(update_fields=["revision"])
    answer(current)
    leave_reading(project=current, by=by)
    task.approve(user=by)


@transaction.atomic
def give_back_entry(
    *, project: CitizenProject, revision: int, by: User, reasons: Iterable[CannedReason] = (), words: str = ""
) -> None:
    """Its holder gets the reasons and the words by letter. Raises Refusal(wordless | read | settled | changed)."""
    said = "\n\n".join(part for part in [*(reason.text for reason in reasons), words.strip()] if part)
    if not said:
        raise Refusal(_("Dites ce qui manque : choisissez un motif, ou écrivez quelques mots."), code="wordless")
    current, task = _waiting(project, revision, by)
    leave_reading(project=current, by=by)
    task.reject(user=by, comment=said)


@transaction.atomic
def refuse_entry(*, project: CitizenProject, by: User, tell: bool = False, words: str = "") -> None:
    """It goes with its history and its holders; ``tell`` them first. Raises Refusal(read | used)."""
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    check_turn(current, by)
    for holder in current.holders.confirmed() if tell else ():
        write("entry_refused", to=holder.email, project=current, holder=holder, words=words.strip())
    log(instance=current, action="directory.refuse", user=by)
    delete_entry(project=current)


def _waiting(project: CitizenProject, revision: int, by: User) -> tuple[CitizenProject, TaskState]:
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    check_turn(current, by)
    state = current.current_workflow_state
    task = state and state.current_task_state
    if task is None or task.status != TaskState.STATUS_IN_PROGRESS:
        raise Refusal(_("Cette fiche n’attend plus : quelqu’un s’en est occupé."), code="settled")
    if current.latest_revision_id != revision:
        raise Refusal(_("La fiche a changé depuis que vous l’avez ouverte : lisez-la de nouveau."), code="changed")
    return current, task
