"""The private pictures of a story that is not published yet, for those who work on it."""

import uuid

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from cms.models import StoryPage
from investigations.models import Photo


def may_work_on(page: Page, request: HttpRequest) -> bool:
    permissions = page.permissions_for_user(request.user)
    return permissions.can_edit() or permissions.can_publish()


def draft_photo(request: HttpRequest, page: int, photo: uuid.UUID) -> FileResponse:
    """404 unless this person works on this story, and this photo of its own investigation is shown or may be chosen.

    What was chosen a moment ago is in the preview before any draft of it is kept.
    """
    story = get_object_or_404(StoryPage, pk=page)
    mine = Photo.objects.showable().filter(assignment__investigation=story.investigation_id)
    found = get_object_or_404(mine, pk=photo)
    shown = found.is_publishable or photo in story.get_latest_revision_as_object().photo_alts()
    if not may_work_on(story, request) or not shown or not found.is_searched:
        raise Http404
    return private_picture(found.masked)


def private_picture(file: FieldFile) -> FileResponse:
    response = FileResponse(file.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
