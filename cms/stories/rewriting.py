"""Take something out of a story wherever it stands: what is live, the draft, and every revision."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry
from wagtail.search.models import IndexEntry

from classrooms.errors import Refusal
from cms.models import StoryPage

# Changes a page in memory and says how many places it changed.
Change = Callable[[StoryPage], int]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """How many places of the live page or, where that has none, of the draft; ``unpublished`` when it left the site."""

    places: int = 0
    unpublished: bool = False


def rewrite(story: StoryPage, change: Change) -> Rewritten:
    """In the caller's transaction, which holds the story's row. The page leaves the site when nothing is left of it,
    or when what is left may not be public for another reason: the end of a consent is never refused."""
    draft = story.get_latest_revision_as_object()
    in_live, in_draft = change(story), change(draft)
    unpublished = bool(in_live and story.live) and not _show_again(story)
    if in_live and not story.live and not unpublished:
        story.save(clean=False)
    if in_live or in_draft:
        draft.live, draft.url_path = story.live, story.url_path
        draft.save_revision(clean=False, log_action=False)
    changed = _rewrite_revisions(story, change)
    if in_live or in_draft or changed:
        _forget_former_title(story)
        forget_former_words()
    return Rewritten(in_live or in_draft, unpublished)


def foresee(story: StoryPage, change: Change) -> Rewritten:
    """What ``rewrite`` would change, with nothing written."""
    draft = story.get_latest_revision_as_object()
    in_live, in_draft = change(story), change(draft)
    return Rewritten(in_live or in_draft, bool(in_live and story.live) and not _may_stay(story))


def _may_stay(story: StoryPage) -> bool:
    return story.tells_something and not story.missing()


def _show_again(story: StoryPage) -> bool:
    """Not as a new publication: what stands is shown again without it, whatever the draft says."""
    if story.tells_something:
        try:
            with transaction.atomic():
                story.save(clean=False)
        except Refusal:
            pass
        else:
            return True
    story.unpublish()
    return False


def _rewrite_revisions(story: StoryPage, change: Change) -> int:
    changed = 0
    for revision in story.revisions.order_by("pk"):
        page = revision.as_object()
        if change(page):
            changed += 1
            page.url_path = story.url_path
            story.revisions.filter(pk=revision.pk).update(content=page.serializable_data(), object_str=str(page))
    return changed


def _forget_former_title(story: StoryPage) -> None:
    """Wagtail's log and its redirects remember what a page was called."""
    entries = PageLogEntry.objects.filter(page=story.pk)
    entries.exclude(label=story.title).update(label=story.title)
    for entry in entries.filter(data__has_key="title"):
        entry.data = {key: value for key, value in entry.data.items() if key != "title"}
        entry.save(update_fields=["data"])
    Redirect.objects.filter(redirect_page=story.pk, automatically_created=True).delete()


def forget_former_words() -> None:
    """SQLite's full text keeps deleted words in its segments until they are merged."""
    if connection.vendor == "sqlite":
        table = connection.ops.quote_name(f"{IndexEntry._meta.db_table}_fts")
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
