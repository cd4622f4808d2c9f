"""What the map beside the list shows: points with their links while they are few, else how many are where."""

import hashlib
import json
import math
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from classrooms.roster.text import plain
from cms.projects.asking import Asked
from investigations.directory.finding import located_by_words
from investigations.directory.models import CitizenProject
from investigations.directory.places.searching import Cluster, View, in_view
from workshop.geo import Box

ZOOMS = range(20)
# A big screen has no more tiles across: a wider box is counted more coarsely.
TILES_ACROSS = 16
A_MOMENT = 15


@require_safe
def project_map(request: HttpRequest) -> HttpResponseBase:
    try:
        box = box_in(request.GET.get("bbox", ""))
        zoom = zoom_in(request.GET.get("zoom", ""), box)
    except ValueError:
        return JsonResponse({"error": "bbox=west,south,east,north&zoom=0…19"}, status=400)
    asked = Asked.in_address(request.GET)
    words = plain(asked.words)
    if words:
        places, whole = located_by_words(words, box, asked.facets, asked.any_of)
        view = View([Cluster(point, 1, key) for key, point in places], len(places), whole)
    else:
        view = in_view(box, zoom, facets=asked.facets, any_of=asked.any_of)
    body = json.dumps({"whole": view.whole, "count": view.count, "places": _places(view)}, ensure_ascii=False)
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="application/json")
    response = get_conditional_response(request, etag, None, answer) or answer
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=A_MOMENT)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def box_in(value: str) -> Box:
    """``west,south,east,north``, as GeoJSON has it; what lies beyond the map is cut off."""
    edges = [float(edge) for edge in value.split(",")]
    west, south, east, north = edges
    if any(math.isnan(edge) for edge in edges):
        raise ValueError("no such box")
    box = Box(max(-90.0, south), max(-180.0, west), min(90.0, north), min(180.0, east))
    if not (box.south < box.north and box.west < box.east):
        raise ValueError("no such box")
    return box


def zoom_in(value: str, box: Box) -> int:
    zoom = int(value)
    if zoom not in ZOOMS:
        raise ValueError("no such zoom")
    while zoom and (box.east - box.west) / 360 * 2**zoom > TILES_ACROSS:
        zoom -= 1
    while zoom and (box.north - box.south) / 180 * 2**zoom > TILES_ACROSS:
        zoom -= 1
    return zoom


def _places(view: View) -> list[dict[str, Any]]:
    alone = [cluster.project for cluster in view.clusters if cluster.project is not None]
    rows = CitizenProject.objects.live().filter(pk__in=alone).order_by().values_list("pk", "name", "slug")
    projects = {key: {"id": key, "name": name, "url": reverse("project", args=[slug])} for key, name, slug in rows}
    return [
        {"lat": round(cluster.point.lat, 6), "lon": round(cluster.point.lon, 6), "count": cluster.count}
        | projects.get(cluster.project or 0, {})
        for cluster in view.clusters
        if cluster.project is None or cluster.project in projects
    ]
