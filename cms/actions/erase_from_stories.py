"""A pupil is erased: what they photographed and wrote, and their name, leave every story of their class."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME as COMMENTS
from wagtail.models import Comment, CommentReply, TaskState, WorkflowState
from wagtail.search import index

from classrooms.models import Pupil
from cms.actions.end_consent import drop_texts, rename_person
from cms.models import ClassroomPage, Newspaper, PublicImage, RemovalRequest, StoryPage, StoryReply
from cms.stories.dropping import drop_photos
from cms.stories.rewriting import foresee, forget_former_words, rewrite
from investigations.naming import Rename, in_all, renamer
from investigations.registry import Touched

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def erase_from_stories(*, pupil: Pupil, photo_ids: Iterable[UUID], write: bool) -> list[Touched]:
    """Returns the stories that change. With ``write`` False nothing does: it tells beforehand."""
    photos = set(photo_ids)
    stories = StoryPage.objects.filter(investigation__classroom=pupil.classroom_id).order_by("pk")
    if not write:
        return [told for story in stories if (told := _told(story, pupil, photos, write=False))]
    touched = []
    for story in stories.select_for_update(of=("self",)):
        if told := _told(story, pupil, photos, write=True):
            touched.append(told)
            log(instance=story, action="cms.pupil_erased", data=_numbers(told))
    for image in PublicImage.objects.filter(photo__in=photos):
        image.delete()
    Newspaper.objects.filter(classroom=pupil.classroom_id).withdraw()
    forget_name(pupil)
    forget_former_words()
    return touched


def _told(story: StoryPage, pupil: Pupil, photos: set[UUID], *, write: bool) -> Touched | None:
    """How many of each: of the live page or, where that has none, of the draft."""
    counted: list[dict[str, int]] = []

    def change(page: StoryPage) -> int:
        done = {
            "photos": drop_photos(page, photos),
            "texts": drop_texts(page, pupil),
            "names": rename_person(page, pupil),
        }
        counted.append(done)
        return sum(done.values())

    live = story.live
    done = rewrite(story, change) if write else foresee(story, change)
    if not done.places:
        # An older revision may have changed all the same.
        return None
    first = next(one for one in counted if any(one.values()))
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return Touched(story.title, url, live, unpublished=done.unpublished, **first)


def _numbers(told: Touched) -> dict[str, int]:
    return {"photos": told.photos, "texts": told.texts, "names": told.names}


def forget_name(pupil: Pupil) -> None:
    """What the class says of itself, what people wrote who asked for a removal, and what adults said of a draft."""
    rename = renamer(pupil)
    stories = StoryPage.objects.filter(investigation__classroom=pupil.classroom_id)
    _rename_in(Comment.objects.filter(page__in=stories), "text", rename)
    _rename_in(CommentReply.objects.filter(comment__page__in=stories), "text", rename)
    states = WorkflowState.objects.for_instance
    for story in stories:
        _rename_in(TaskState.objects.filter(workflow_state__in=states(story)), "comment", rename)
        _comment_again(story, rename)
    for page in ClassroomPage.objects.filter(classroom=pupil.classroom_id):
        _introduce_again(page, rename)
    for field in ("words", "title"):
        _rename_in(RemovalRequest.objects.filter(story__in=stories), field, rename)
    _rename_in(StoryReply.objects.filter(story__in=stories), "words", rename)


def _rename_in(rows: "QuerySet[Any]", field: str, rename: Rename) -> None:
    for row in rows:
        text, found = rename(getattr(row, field))
        if found:
            rows.filter(pk=row.pk).update(**{field: text})


def _comment_again(story: StoryPage, rename: Rename) -> None:
    """Comments stand in each revision, too."""
    for revision in story.revisions.all():
        comments, found = in_all(revision.content.get(COMMENTS, []), rename)
        if found:
            story.revisions.filter(pk=revision.pk).update(content={**revision.content, COMMENTS: comments})


def _introduce_again(page: ClassroomPage, rename: Rename) -> None:
    page.introduction, found = rename(page.introduction)
    if found:
        # Not by ``save``: that the page names somebody else, who came later, is no reason to keep this name.
        ClassroomPage.objects.filter(pk=page.pk).update(introduction=page.introduction)
        index.insert_or_update_object(page)
    for revision in page.revisions.all():
        words, found = rename(revision.content.get("introduction", ""))
        if found:
            page.revisions.filter(pk=revision.pk).update(content={**revision.content, "introduction": words})
