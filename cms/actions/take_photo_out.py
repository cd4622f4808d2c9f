"""A photo must not be public any more: stories lose it at once, published or not."""

import uuid

from django.db import transaction
from wagtail.log_actions import log

from cms.models import StoryPage
from investigations.models import Photo


@transaction.atomic
def take_photo_out(*, photo_id: uuid.UUID) -> list[StoryPage]:
    """Returns the stories that showed it. A published one is shown without the picture; no more, if it was all.

    Drafts keep what else they say; a live story whose draft went on keeps that draft, without the picture as well.
    """
    photo = Photo.objects.select_related("assignment").get(pk=photo_id)
    stories = StoryPage.objects.filter(investigation=photo.assignment.investigation_id).select_for_update(of=("self",))
    return [story for story in stories if _clean(story, photo_id)]


def _clean(story: StoryPage, photo_id: uuid.UUID) -> bool:
    draft = story.get_latest_revision_as_object()
    in_live, in_draft = _drop(story, photo_id), _drop(draft, photo_id)
    if in_live and story.live:
        # Not as a new publication: what stands is shown again without the picture, whatever the draft says.
        story.save(clean=False)
        if not story.tells_something:
            story.unpublish()
    if in_draft or in_live:
        draft.save_revision(clean=False, log_action=False)
        log(instance=story, action="cms.photo_taken_out", data={"photo": str(photo_id)})
    return in_live or in_draft


def _drop(story: StoryPage, photo_id: uuid.UUID) -> bool:
    """Take the blocks of a photo out of a body in memory; says whether there were any."""
    shown = [
        place
        for place, block in enumerate(story.body)
        if block.block_type == "photo" and str(block.value["photo"]) == str(photo_id)
    ]
    for place in reversed(shown):
        del story.body[place]
    return bool(shown)
