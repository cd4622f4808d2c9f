"""Lists, maps and single projects inside pages of others: no cookie, no form, and links that leave the frame."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from cms.open_data import licence
from cms.open_data.facts import address_of
from cms.open_data.licence import whole
from cms.projects.asking import Asked
from cms.projects.finding import how_far
from investigations.directory.finding import find
from investigations.directory.models import CitizenProject

SHOWN = 24

View = Callable[..., HttpResponse]


def framed_anywhere(view: View) -> View:
    return require_safe(xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view)))


@framed_anywhere
def embedded_list(request: HttpRequest) -> HttpResponse:
    asked = Asked.in_address(request.GET)
    with_map = request.GET.get("vue") == "carte"
    answer = find(asked.question)
    hits = answer.hits[:SHOWN]
    there = CitizenProject.objects.live().for_cards().in_bulk([hit.project for hit in hits])
    shown = [
        (there[hit.project], "" if hit.metres is None else how_far(hit.metres)) for hit in hits if hit.project in there
    ]
    return _page(
        request,
        found=shown,
        more=len(answer.hits) > len(shown) or not answer.whole,
        all_address=whole(reverse("projects") + asked.address()),
        with_map=with_map,
        listed_places=[
            {"id": project.pk, "lat": project.latitude, "lon": project.longitude}
            for project, _distance in shown
            if project.latitude is not None
        ],
        map_filters=asked.address(lieu=None, de=None).removeprefix("?"),
        map_tiles=settings.MAP_TILES_URL,
        map_attribution=settings.TILES_ATTRIBUTION if settings.TILES_URL else "",
    )


@framed_anywhere
def embedded_project(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(CitizenProject.objects.live().for_cards(), slug=slug)
    return _page(request, found=[(project, "")], more=False, all_address=address_of(project), with_map=False)


def _page(request: HttpRequest, **context: Any) -> HttpResponse:
    # In a frame no cookie says which language was chosen: it is the one of the words themselves.
    with override("fr"):
        return render(request, "cms/embedded.html", {"base": settings.BASE_URL, "licence": licence.NAME} | context)
