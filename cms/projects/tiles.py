"""The map's ground from our own address: whoever looks at it is seen by nobody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from workshop.tiles import is_square, tile

A_WEEK = 7 * 24 * 60 * 60


@require_safe
def map_tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    if not is_square(z, x, y):
        raise Http404
    picture = tile(z, x, y)
    if picture is None:
        # Nothing to draw: the paper shows.
        response = HttpResponse(status=204)
        patch_cache_control(response, no_store=True)
        return response
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, public=True, max_age=A_WEEK)
    return response
