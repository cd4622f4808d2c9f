"""Who keeps an entry: a second person, somebody who takes over, somebody who leaves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.actions.say_still_true import answer
from investigations.directory.letters import write
from investigations.directory.models import CitizenProject, ProjectHolder

MOST_HOLDERS = 6


@transaction.atomic
def invite_holder(*, by: ProjectHolder, email: str, name: str, hands_over: bool) -> ProjectHolder:
    """Nothing changes until they say yes. Raises Refusal(known | many)."""
    project = CitizenProject.objects.select_for_update(of=("self",)).get(pk=by.project_id)
    invited = _invite(project, email, name, replaces=by if hands_over else None)
    log(instance=project, action="directory.invite_holder")
    write("holder_invited", to=invited.email, project=project, by=by, invited=invited)
    return invited


@transaction.atomic
def invite_by_editor(*, project: CitizenProject, by: User, email: str, name: str) -> ProjectHolder:
    """Somebody whom the editors have found: they read what is held of their project, and say yes, no, or delete it.

    Raises Refusal(known | many).
    """
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    invited = _invite(current, email, name)
    log(instance=current, action="directory.invite_holder", user=by)
    sources = [str(row.source) for row in current.imported_from.select_related("source")]
    write("editor_invites", to=invited.email, project=current, invited=invited, sources=sources)
    return invited


def _invite(
    project: CitizenProject, email: str, name: str, replaces: ProjectHolder | None = None
) -> ProjectHolder:  # fmt: skip
    email = email.lower()
    if project.holders.filter(email=email).exists():
        raise Refusal(_("Cette adresse tient déjà la fiche, ou y est déjà invitée."), code="known")
    if project.holders.count() >= MOST_HOLDERS:
        raise Refusal(_("Six personnes au plus tiennent une fiche. Retirez d’abord quelqu’un."), code="many")
    return ProjectHolder.objects.create(project=project, email=email, name=name, replaces=replaces)


@transaction.atomic
def accept_entry(*, holder: ProjectHolder) -> None:
    current = _current(holder)
    if current.confirmed_at:
        return
    replaced, current.replaces, current.confirmed_at = current.replaces, None, timezone.now()
    current.save()
    answer(current.project)
    log(instance=current.project, action="directory.accept_holder")
    if replaced:
        replaced.delete()
        log(instance=current.project, action="directory.remove_holder")


@transaction.atomic
def remove_by_editor(*, holder: ProjectHolder, by: User) -> None:
    """The last one too: the entry is the editors' again. Who kept it is told."""
    current = _current(holder)
    if current.confirmed_at:
        write("holder_removed", to=current.email, project=current.project, holder=current)
    current.delete()
    log(instance=current.project, action="directory.remove_holder", user=by)


@transaction.atomic
def remove_holder(*, holder: ProjectHolder) -> None:
    """Oneself or another. Raises Refusal(last): an entry is always somebody's."""
    project = CitizenProject.objects.select_for_update(of=("self",)).get(pk=holder.project_id)
    current = _current(holder)
    if current.confirmed_at and not project.holders.confirmed().exclude(pk=current.pk).exists():
        raise Refusal(
            _("Personne d’autre ne tient cette fiche : passez d’abord la main, ou supprimez-la."), code="last"
        )
    current.delete()
    log(instance=project, action="directory.remove_holder")


def hear_news(*, holder: ProjectHolder, hears: bool) -> None:
    """Letters about what happens around the entry."""
    ProjectHolder.objects.filter(pk=holder.pk).update(hears_news=hears)


def _current(holder: ProjectHolder) -> ProjectHolder:
    return ProjectHolder.objects.select_related("project", "replaces").get(pk=holder.pk)
