"""A class's paper as the public reads it: while it is published, and nothing that was withdrawn since."""

import uuid

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from cms.models import Newspaper

# Taken back, it is gone from caches soon.
A_MOMENT = 60


@require_safe
def newspaper(request: HttpRequest, newspaper: uuid.UUID) -> FileResponse:
    paper = get_object_or_404(Newspaper.objects.public(), pk=newspaper)
    try:
        response = FileResponse(storages["private"].open(paper.document), content_type="application/pdf")
    except FileNotFoundError:
        raise Http404 from None
    response["Content-Disposition"] = f'inline; filename="{slugify(str(paper)) or "journal"}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, public=True, max_age=A_MOMENT)
    return response
