"""“This is my project”, “delete this entry”: asked without an account, answered by an editor."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.actions.change_holders import invite_by_editor
from investigations.directory.actions.keep_entry import delete_entry
from investigations.directory.letters import write
from investigations.directory.models import CitizenProject, EntryRequest, ProjectHolder
from investigations.directory.tasks import tell_editors_of_request

# Of one entry, unanswered: more would be somebody's joke.
MOST_WAITING = 5


@transaction.atomic
def claim_entry(*, project: CitizenProject, name: str, email: str, words: str) -> None:
    """Whatever is already known of this address, the answer is the same. Raises Refusal(held)."""
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if current.holders.confirmed().exists():
        raise Refusal(_("Quelqu’un tient déjà cette fiche. Écrivez-nous."), code="held")
    waiting = current.requests.waiting().filter(kind=EntryRequest.Kind.CLAIM)
    if waiting.filter(email=email.lower()).exists() or waiting.count() >= MOST_WAITING:
        return
    request = EntryRequest.objects.create(
        project=current, kind=EntryRequest.Kind.CLAIM, name=name, email=email.lower(), words=words
    )
    log(instance=current, action="directory.claim")
    transaction.on_commit(lambda: tell_editors_of_request.enqueue(request.pk))


@transaction.atomic
def ask_deletion(*, holder: ProjectHolder) -> None:
    """Who was invited wants the entry to go: an editor decides. Their invitation ends."""
    current = ProjectHolder.objects.select_related("project").get(pk=holder.pk)
    request, made = EntryRequest.objects.get_or_create(
        project=current.project, kind=EntryRequest.Kind.DELETE, email=current.email, settled_at=None,
        defaults={"name": current.name},
    )  # fmt: skip
    current.delete()
    log(instance=current.project, action="directory.ask_deletion")
    if made:
        transaction.on_commit(lambda: tell_editors_of_request.enqueue(request.pk))


@transaction.atomic
def grant_request(*, request: EntryRequest, by: User) -> None:
    """Invite who claims; delete what is asked to go. Raises Refusal(settled | known | many | used)."""
    current = _settle(request, by, granted=True)
    if current.kind == EntryRequest.Kind.CLAIM:
        invite_by_editor(project=current.project, by=by, email=current.email, name=current.name)
        return
    write("entry_deleted", to=current.email, who=current.name, title=current.project.name)
    delete_entry(project=current.project, by=by)


@transaction.atomic
def decline_request(*, request: EntryRequest, by: User) -> None:
    """No letter: it would tell a stranger which addresses are read, and the editor can write by hand."""
    current = _settle(request, by, granted=False)
    log(instance=current.project, action="directory.settle_request", user=by)


def _settle(request: EntryRequest, by: User, *, granted: bool) -> EntryRequest:
    current = EntryRequest.objects.select_for_update(of=("self",)).select_related("project").get(pk=request.pk)
    if current.settled_at:
        raise Refusal(_("Cette demande est déjà réglée."), code="settled")
    current.settled_at, current.settled_by, current.granted = timezone.now(), by, granted
    current.save()
    return current
