"""Photos that are not public, for those who review them."""

import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import View

from classrooms.admin.base import private
from investigations.models import Photo


class PhotoFileView(View):
    """A private copy, for the teachers of the class only: never cached, never guessed to be anything but a picture."""

    FILES = ("masked", "masked_thumbnail", "clean", "thumbnail")
    UNMASKED = ("clean", "thumbnail")

    def get(self, request: HttpRequest, photo: uuid.UUID, file: str) -> FileResponse:
        own = Photo.objects.visible_to(request.user)
        found = get_object_or_404(own.showable() if file in self.UNMASKED else own, pk=photo)
        stored = getattr(found, file) if file in self.FILES else None
        if not stored:
            raise Http404
        response = private(FileResponse(stored.open("rb"), content_type="image/jpeg"))
        response["X-Content-Type-Options"] = "nosniff"
        return response
