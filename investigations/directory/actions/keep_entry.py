"""Its holder keeps an entry: what is small is public at once, what matters is read first, a pause hides it all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.actions.say_still_true import answer
from investigations.directory.models import CitizenProject, EntryReading, StillTrue
from investigations.directory.tasks import look_at_links
from investigations.visitors import visitors_in_entry

PLACE = ("address", "postcode", "commune")
# What a neighbour finds a project by, or is led to: an editor reads it before anybody else.
READ_FIRST = frozenset({"name", *PLACE, "website", "helloasso_url"})
AT_ONCE = frozenset(
    {
        "summary", "description", "causes", "opening_hours", "contact_name", "contact_email", "contact_phone",
        "welcomes_classes", "welcome_when", "welcome_how", "max_pupils", "welcome_levels", "accessibility",
        "step_free", "has_toilets", "photos_allowed", "needs_hands", "needs_things", "needs_money", "how_it_was_made",
        "registered_as",
    }
)  # fmt: skip
ANSWERS = READ_FIRST | AT_ONCE
POINT = ("latitude", "longitude", "point_from")


@dataclass(frozen=True)
class Changed:
    at_once: set[str] = field(default_factory=set)
    read_first: set[str] = field(default_factory=set)


def write_answers(project: CitizenProject, answers: Mapping[str, Any], names: Iterable[str] = ANSWERS) -> None:
    for name in set(names) & set(answers):
        if name == "causes":
            project.causes.set(answers["causes"])
        else:
            setattr(project, name, answers[name])


@transaction.atomic
def change_entry(*, project: CitizenProject, answers: Mapping[str, Any]) -> Changed:
    """Raises Refusal(locked) while an editor reads it, or has locked it."""
    current = held(project)
    draft = newest_version(current)
    changed = {name for name in ANSWERS & set(answers) if _differs(draft, name, answers[name])}
    # Nobody is told why: who tries names on an entry would learn who came.
    named = {one.field for one in visitors_in_entry(current, {name: answers[name] for name in changed})}
    done = Changed(changed - READ_FIRST - named, changed & (READ_FIRST | named))
    # Who has looked through it and changes nothing has said something too.
    answer(current)
    if not changed:
        return done
    if current.live and not done.read_first and not current.has_unpublished_changes:
        write_answers(current, answers, changed)
        current.save()
        current.save_revision(clean=False).publish()
        return done
    write_answers(current, answers, done.at_once if current.live else changed)
    write_answers(draft, answers, changed)
    if changed & set(PLACE):
        # Somebody has to look where it is now.
        for version in [draft] if current.live else [draft, current]:
            version.latitude, version.longitude, version.point_from = None, None, ""
    current.save()
    draft.save_revision(clean=False)
    submit(_locked(current))
    return done


def held(project: CitizenProject) -> CitizenProject:
    """Until the transaction ends. Raises Refusal(locked) while an editor reads it, or has locked it."""
    current = _locked(project)
    if current.locked or EntryReading.objects.active().filter(project=current).exists():
        raise Refusal(
            _("La Rédaction est en train de lire votre fiche. Réessayez dans un moment."), code="locked"
        )  # fmt: skip
    return current


def newest_version(project: CitizenProject) -> CitizenProject:
    """What its holder last wrote, public or not; an object of its own."""
    stored = CitizenProject.objects.get(pk=project.pk)
    return stored.get_latest_revision_as_object()


def submit(project: CitizenProject) -> None:
    """To the editors' workflow; who reads it already has the newest version before them."""
    if project.latest_revision is None:
        project.save_revision(clean=False)
    transaction.on_commit(lambda: look_at_links.enqueue(project.pk))
    state = project.current_workflow_state
    if state is None:
        if workflow := project.get_workflow():
            workflow.start(project, None)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=None)
    elif state.current_task_state:
        state.current_task_state.revision = project.latest_revision
        state.current_task_state.save(update_fields=["revision"])


@transaction.atomic
def pause_entry(*, project: CitizenProject) -> None:
    _set_pause(project, pause=True)


@transaction.atomic
def resume_entry(*, project: CitizenProject) -> None:
    _set_pause(project, pause=False)


def _set_pause(project: CitizenProject, *, pause: bool) -> None:
    current = _locked(project)
    if (current.paused_at is not None) == pause:
        return
    current.paused_at = timezone.now() if pause else None
    current.save(update_fields=["paused_at"])
    StillTrue.objects.note(current.pk)
    log(instance=current, action="directory.pause" if pause else "directory.resume")


@transaction.atomic
def delete_entry(*, project: CitizenProject, by: User | None = None) -> None:
    """Raises Refusal(used) where a class has investigated it."""
    current = _locked(project)
    try:
        log(instance=current, action="wagtail.delete", user=by, deleted=True)
        current.delete()
    except (models.ProtectedError, models.RestrictedError):
        words = _(
            "Des classes ont enquêté ici : leur travail tient à cette fiche. Mettez-la en pause, ou écrivez-nous."
        )
        raise Refusal(words, code="used") from None


def _locked(project: CitizenProject) -> CitizenProject:
    return CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)


def _differs(project: CitizenProject, name: str, answer: Any) -> bool:
    if name == "causes":
        return {cause.pk for cause in project.causes.all()} != {cause.pk for cause in answer}
    return bool(getattr(project, name) != answer)
