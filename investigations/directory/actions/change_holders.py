"""Who keeps an entry: a second person, somebody who takes over, somebody who leaves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from investigations.directory.letters import write
from investigations.directory.models import CitizenProject, ProjectHolder

MOST_HOLDERS = 6


@transaction.atomic
def invite_holder(*, by: ProjectHolder, email: str, name: str, hands_over: bool) -> ProjectHolder:
    """Nothing changes until they say yes. Raises Refusal(known | many)."""
    project = CitizenProject.objects.select_for_update(of=("self",)).get(pk=by.project_id)
    email = email.lower()
    if project.holders.filter(email=email).exists():
        raise Refusal(_("Cette adresse tient déjà la fiche, ou y est déjà invitée."), code="known")
    if project.holders.count() >= MOST_HOLDERS:
        raise Refusal(_("Six personnes au plus tiennent une fiche. Retirez d’abord quelqu’un."), code="many")
    replaces = by if hands_over else None
    invited = ProjectHolder.objects.create(project=project, email=email, name=name, replaces=replaces)
    log(instance=project, action="directory.invite_holder")
    write("holder_invited", to=email, project=project, by=by, invited=invited)
    return invited


@transaction.atomic
def accept_entry(*, holder: ProjectHolder) -> None:
    current = _current(holder)
    if current.confirmed_at:
        return
    replaced, current.replaces, current.confirmed_at = current.replaces, None, timezone.now()
    current.save()
    log(instance=current.project, action="directory.accept_holder")
    if replaced:
        replaced.delete()
        log(instance=current.project, action="directory.remove_holder")


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


def _current(holder: ProjectHolder) -> ProjectHolder:
    return ProjectHolder.objects.select_related("project", "replaces").get(pk=holder.pk)
