"""A class's year ends: the stories that its teachers keep stay as they are, for as long as they are allowed to."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Comment, PageLogEntry, WorkflowState

from classrooms.models import Classroom
from classrooms.registry import StoryOfYear
from classrooms.roster.text import plain
from cms.actions.erase_from_stories import forget_name
from cms.models import Newspaper, PublicImage, StoryPage
from cms.stories.consents import Review, source_of
from cms.stories.rewriting import forget_former_words
from investigations.models import Consent, Person, Photo
from investigations.registry import Carried

What = Consent.What


def stories_of_year(classroom: Classroom) -> list[StoryOfYear]:
    """The published stories of a class, oldest first."""
    live = StoryPage.objects.live().filter(investigation__classroom=classroom).select_related("investigation")
    return [_told(story) for story in live.order_by("first_published_at", "pk")]


def withdraw_story(*, classroom: Classroom, key: str) -> None:
    """A class withdraws a story of its own: it leaves the site, and stays a draft until the class is forgotten."""
    story = StoryPage.objects.live().filter(investigation__classroom=classroom, translation_key=key).first()
    if story:
        story.unpublish()


@transaction.atomic
def keep_stories(*, classroom: Classroom, kept: frozenset[str]) -> Carried:
    """Delete every other story of the class, and its papers. Of those that stay: what they show of whom."""
    Newspaper.objects.filter(classroom=classroom).forget()
    stories = StoryPage.objects.filter(investigation__classroom=classroom).order_by("pk")
    photos, captions, reports, allowed = set(), set(), set(), set()
    for story in stories.select_for_update(of=("self",)):
        if str(story.translation_key) not in kept:
            _delete(story)
            continue
        if not classroom.is_forgotten:
            _forget_drafts(story)
        for page in (story, story.get_latest_revision_as_object()):
            review = Review(page)
            photos |= set(review.photo_ids)
            captions |= {(key, plain(value["caption"] or "")) for key, value in page.photo_blocks() if key}
            reports |= {key for block in page.body if (key := source_of(block))}
            allowed |= review.carried()
    reports |= set(Photo.objects.filter(pk__in=photos).values_list("report_id", flat=True))
    for image in PublicImage.objects.filter(story__in=stories).exclude(photo__in=photos):
        image.delete()
    for pupil in classroom.pupils.all():
        if not any(person == pupil for person, _what in allowed):
            forget_name(pupil)
    forget_former_words()
    return Carried(frozenset(photos), frozenset(captions), frozenset(reports), frozenset(allowed))


def _told(story: StoryPage) -> StoryOfYear:
    carried = Review(story).carried()
    consents = story.investigation.consents.valid().for_web().select_related("pupil", "interviewee")
    until = min((one.ends_on for one in consents if (one.person, one.what) in carried), default=None)
    return StoryOfYear(str(story.translation_key), story.title, story.url or "", _shows(carried), until)


def _shows(carried: set[tuple[Person, str]]) -> str:
    count = {what: len({person for person, shown in carried if shown == what}) for what in What}
    said = [
        ngettext("%d visage", "%d visages", count[What.IMAGE]) % count[What.IMAGE] if count[What.IMAGE] else "",
        ngettext("%d prénom", "%d prénoms", count[What.FIRST_NAME]) % count[What.FIRST_NAME]
        if count[What.FIRST_NAME]
        else "",
        ngettext("les mots de %d élève", "les mots de %d élèves", count[What.TEXTS]) % count[What.TEXTS]
        if count[What.TEXTS]
        else "",
    ]
    return ", ".join(part for part in said if part) or _("ni visage, ni prénom, ni mots d’élève")


def _delete(story: StoryPage) -> None:
    """With its drafts, pictures and comments; the log no longer says what it was called."""
    key = story.pk
    for image in PublicImage.objects.filter(story=story):
        image.delete()
    story.delete()
    PageLogEntry.objects.filter(page=key).update(label="", data={})


def _forget_drafts(story: StoryPage) -> None:
    """What is public stays; what was written before, beside or about it goes."""
    WorkflowState.objects.for_instance(story).delete()
    Comment.objects.filter(page=story).delete()
    if story.live:
        story.save_revision(clean=False, log_action=False)
    story.revisions.exclude(pk=story.latest_revision_id).delete()
    if story.live:
        StoryPage.objects.filter(pk=story.pk).update(
            live_revision=story.latest_revision_id, has_unpublished_changes=False, draft_title=story.title
        )
    PageLogEntry.objects.filter(page=story.pk).update(label=story.title, data={})
