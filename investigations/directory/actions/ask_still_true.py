"""Twice a year the people who keep an entry are asked whether it is still true; silence pauses it in the end.

Each step is noted in the transaction that hands its letters to the worker: never twice, and never noted without.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from classrooms.models import User
from classrooms.tasks import send_letter
from investigations.directory.letters import sealed
from investigations.directory.models import CitizenProject, StillTrue
from investigations.directory.models.still_true import due_to_ask, due_to_pause, due_to_remind
from investigations.directory.tasks import tell_editors_of_silent_entry
from investigations.directory.true_links import link_for

# Who waits for a code goes first.
_BEHIND = -5


@transaction.atomic
def ask_still_true(*, project_id: int) -> bool:
    project = _locked(project_id)
    if project is None or not due_to_ask().filter(pk=project_id).exists():
        return False
    StillTrue.objects.update_or_create(project=project, defaults={"asked_at": timezone.now()})
    _write("still_true", project)
    return True


@transaction.atomic
def remind_still_true(*, project_id: int) -> bool:
    project = _locked(project_id)
    if project is None or not due_to_remind().filter(pk=project_id).exists():
        return False
    StillTrue.objects.filter(project=project).update(reminded_at=timezone.now())
    _write("still_true_again", project)
    return True


@transaction.atomic
def pause_if_silent(*, project_id: int) -> bool:
    """Where a class works, an editor is told instead, and decides."""
    project = _locked(project_id)
    if project is None or not due_to_pause().filter(pk=project_id).exists():
        return False
    if has_classes(project):
        StillTrue.objects.filter(project=project).update(kept_at=timezone.now())
        tell_editors_of_silent_entry.enqueue(project.pk)
    else:
        _pause(project, by=None)
    return True


@transaction.atomic
def pause_silent(*, project: CitizenProject, by: User) -> None:
    """An editor has decided, whoever works there; a pause that is there already stays whose it was."""
    current = _locked(project.pk)
    if current and current.paused_at is None and StillTrue.objects.silent().filter(project=current).exists():
        _pause(current, by=by)


def has_classes(project: CitizenProject) -> bool:
    investigations = project.investigations
    return bool(investigations.exclude(state=investigations.model.State.CLOSED).exists())


def _pause(project: CitizenProject, *, by: User | None) -> None:
    project.paused_at = timezone.now()
    project.save(update_fields=["paused_at"])
    StillTrue.objects.filter(project=project).update(paused_at=project.paused_at)
    log(instance=project, action="directory.pause_silent", user=by)
    _write("still_true_paused", project)


def _locked(project_id: int) -> CitizenProject | None:
    return CitizenProject.objects.select_for_update(of=("self",)).filter(pk=project_id).first()


def _write(name: str, project: CitizenProject) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        for holder in project.holders.confirmed():
            letter = sealed(name, to=holder.email, project=project, holder=holder, link=link_for(holder))
            send_letter.using(priority=_BEHIND).enqueue(letter)
