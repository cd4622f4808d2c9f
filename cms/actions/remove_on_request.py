"""A request to take a story down comes in; an editor hides the page at once, or leaves it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from cms.models import RemovalRequest, StoryPage
from cms.tasks import tell_editors


@transaction.atomic
def request_removal(*, story: StoryPage, who: str, words: str, email: str = "") -> RemovalRequest:
    request = RemovalRequest.objects.create(story=story, title=story.title, who=who, words=words, email=email)
    transaction.on_commit(lambda: tell_editors.enqueue(request.pk))
    return request


@transaction.atomic
def settle_removal(*, request: RemovalRequest, hide: bool, by: User) -> RemovalRequest:
    """``hide`` takes the page off the site with its public pictures; the draft stays. Raises Refusal(settled)."""
    current = RemovalRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if current.settled_at:
        raise Refusal(_("Cette demande est déjà réglée."), code="settled")
    current.settled_at, current.settled_by, current.hidden = timezone.now(), by, hide
    current.save(update_fields=["settled_at", "settled_by", "hidden"])
    if current.story is None:
        return current
    if hide and current.story.live:
        current.story.unpublish(user=by)
    action = "cms.removal_granted" if hide else "cms.removal_declined"
    log(instance=current.story, action=action, user=by, data={"request": current.pk})
    return current
