"""The private pictures of a story that is not published yet, for those who work on it."""

import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from cms.models import StoryPage
from investigations.models import Photo


def may_work_on(page: Page, request: HttpRequest) -> bool:
    permissions = page.permissions_for_user(request.user)
    return permissions.can_edit() or permissions.can_publish()


def draft_photo(request: HttpRequest, page: int, photo: uuid.UUID) -> FileResponse:
    """404 unless this person works on this story, and its newest draft shows this photo of its own investigation."""
    story = get_object_or_404(StoryPage, pk=page)
    if not may_work_on(story, request) or photo not in story.get_latest_revision_as_object().photo_alts():
        raise Http404
    mine = Photo.objects.filter(assignment__investigation=story.investigation_id)
    response = FileResponse(get_object_or_404(mine, pk=photo).clean.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
