"""oEmbed 1.0: who pastes an address of a project or a story elsewhere gets a frame or a quotation."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import get_language_from_path, override
from wagtail.models import Page

from cms.models import StoryPage
from cms.open_data import licence
from cms.open_data.answers import open_data
from cms.open_data.frames import CARD_HEIGHT, WIDTH, frame
from cms.open_data.licence import host, whole
from investigations.directory.models import CitizenProject

A_DAY = 24 * 60 * 60
SMALLEST = 200


@open_data
def oembed(request: HttpRequest) -> HttpResponseBase:
    if request.GET.get("format", "json") != "json":
        return _refused(501)
    match = _ours(request.GET.get("url", ""))
    if match is None:
        return _refused(404)
    if match.url_name == "project":
        project = CitizenProject.objects.live().filter(slug=match.kwargs["slug"]).first()
        # Whether it isn't public or isn't there at all: nobody learns which.
        return _card_of_project(request, project) if project else _refused(403)
    if match.url_name != "wagtail_serve":
        return _refused(404)
    page = _public_page(request, match.args[0] if match.args else match.kwargs.get("path", ""))
    if page is None:
        return _refused(403)
    return _card_of_story(page) if isinstance(page, StoryPage) else _refused(404)


def _ours(address: str) -> ResolverMatch | None:
    try:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or parts.hostname != host():
            return None
        with override(get_language_from_path(parts.path) or settings.LANGUAGE_CODE):
            return resolve(parts.path)
    except (ValueError, Resolver404):
        return None


def _public_page(request: HttpRequest, path: str) -> Page | None:
    try:
        page = Page.route_for_request(request, path)
    except Http404:
        return None
    return page.page.specific if page and page.page.live and not page.page.get_view_restrictions().exists() else None


def _card_of_project(request: HttpRequest, project: CitizenProject) -> HttpResponse:
    width, height = _within(request, "maxwidth", WIDTH), _within(request, "maxheight", CARD_HEIGHT)
    path = reverse("embedded_project", args=[project.slug])
    html = frame(path, project.name, width=width, height=height)
    return _card(title=project.name, html=html, width=width, height=height)


def _card_of_story(story: StoryPage) -> HttpResponse:
    """Words and a link, no picture: a copy elsewhere would outlive the consent that it hangs on."""
    html = format_html(
        '<blockquote lang="fr"><p>{}</p><footer><a href="{}" rel="noopener">{}</a></footer></blockquote>',
        story.introduction, whole(story.url), story.title,
    )  # fmt: skip
    return _card(title=story.title, html=html, width=WIDTH, height=None)


def _card(**said: Any) -> HttpResponse:
    return JsonResponse(
        {
            "type": "rich", "version": "1.0", "provider_name": licence.SOURCE, "provider_url": whole("/"),
            "cache_age": A_DAY, **said,
        },
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip


def _within(request: HttpRequest, name: str, most: int) -> int:
    asked = request.GET.get(name, "")[:6]
    return max(SMALLEST, min(most, int(asked))) if asked.isascii() and asked.isdecimal() else most


def _refused(status: int) -> HttpResponse:
    return JsonResponse({"error": status}, status=status)
