"""A photo must not be public any more: stories lose it at once, published or not."""

import uuid

from django.db import transaction
from wagtail.log_actions import log

from cms.models import StoryPage
from cms.stories.dropping import drop_photos
from cms.stories.rewriting import rewrite
from investigations.models import Photo


@transaction.atomic
def take_photo_out(*, photo_id: uuid.UUID) -> list[StoryPage]:
    """Returns the stories that showed it. A published one is shown without the picture; no more, if it was all.

    Drafts keep what else they say; a live story whose draft went on keeps that draft, without the picture as well.
    """
    photo = Photo.objects.select_related("assignment").get(pk=photo_id)
    stories = StoryPage.objects.filter(investigation=photo.assignment.investigation_id).select_for_update(of=("self",))
    touched = [story for story in stories if rewrite(story, lambda page: drop_photos(page, {photo_id})).places]
    for story in touched:
        log(instance=story, action="cms.photo_taken_out", data={"photo": str(photo_id)})
    return touched
