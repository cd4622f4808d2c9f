"""The picture of an entry, for its editors alone until it is public."""

import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import View

from classrooms.admin.base import private
from investigations.directory.models import ProjectPicture


class PictureView(View):
    def get(self, request: HttpRequest, picture: uuid.UUID) -> FileResponse:
        if not request.user.is_editor:
            raise Http404
        found = get_object_or_404(ProjectPicture.objects.visible_to(request.user), pk=picture)
        response = private(FileResponse(found.file.open("rb"), content_type="image/jpeg"))
        response["X-Content-Type-Options"] = "nosniff"
        return response
