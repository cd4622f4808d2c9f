"""The right of reply: who holds a project writes, an editor reads, then the words stand in the story itself.

There they are looked at for names like any other word of it, and leave with a consent, an erasure or a removal.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from cms.models import StoryPage, StoryReply
from cms.stories.rewriting import rewrite
from cms.tasks import tell_editors_of_reply


@transaction.atomic
def write_reply(*, story: StoryPage, words: str) -> StoryReply:
    """In the place of one that still waits. What the public reads stays until an editor has read this one."""
    waits = StoryReply.objects.waiting().filter(story=story).exists()
    reply, _made = StoryReply.objects.update_or_create(story=story, defaults={"words": words, "set_aside_at": None})
    if not waits:
        transaction.on_commit(lambda: tell_editors_of_reply.enqueue(reply.pk))
    log(instance=story, action="cms.reply_written")
    return reply


@transaction.atomic
def withdraw_reply(*, story: StoryPage) -> None:
    """By who wrote it: at once, from the page, its draft and its revisions."""
    StoryReply.objects.filter(story=story).delete()
    current = StoryPage.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if rewrite(current, _without_reply).places:
        log(instance=current, action="cms.reply_withdrawn")


@transaction.atomic
def take_reply(*, reply: StoryReply, read: str, by: User) -> bool:
    """Into the draft, and before the public where the story may stand with it. False: names are to be looked at.

    ``read``: the version that the editor has read. Raises Refusal(settled | rewritten).
    """
    current = _waiting(reply, read)
    story = StoryPage.objects.select_for_update(of=("self",)).get(pk=current.story_id)
    draft, waits = story.get_latest_revision_as_object(), story.has_unpublished_changes
    _put(draft, current)
    public = story.live and _show(story, current)
    draft.live, draft.url_path = story.live, story.url_path
    draft.save_revision(user=by, clean=False, changed=waits or not public)
    current.delete()
    log(instance=story, action="cms.reply_taken", user=by, data={"public": public})
    return public


@transaction.atomic
def set_reply_aside(*, reply: StoryReply, read: str, by: User) -> None:
    """Raises Refusal(settled | rewritten)."""
    current = _waiting(reply, read)
    current.words, current.set_aside_at = "", timezone.now()
    current.save(update_fields=["words", "set_aside_at"])
    log(instance=current.story, action="cms.reply_set_aside", user=by)


def _waiting(reply: StoryReply, read: str) -> StoryReply:
    current = StoryReply.objects.waiting().select_for_update(of=("self",)).filter(pk=reply.pk).first()
    if current is None:
        raise Refusal(_("Cette réponse est déjà réglée."), code="settled")
    if current.version != read:
        raise Refusal(_("Le projet vient de récrire sa réponse. Lisez-la de nouveau."), code="rewritten")
    return current


def _put(page: StoryPage, reply: StoryReply) -> None:
    page.reply, page.reply_on = reply.words, timezone.localdate(reply.written_at)


def _show(story: StoryPage, reply: StoryReply) -> bool:
    _put(story, reply)
    try:
        with transaction.atomic():
            story.save(clean=False)
    except Refusal:
        return False
    return True


def _without_reply(page: StoryPage) -> int:
    there = bool(page.reply)
    page.reply, page.reply_on = "", None
    return int(there)
