"""One page for the whole notebook: its screens are ES modules, its data comes from the API, a worker keeps it all."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from django.views.i18n import JavaScriptCatalog

from classrooms.artwork import ANIMALS, SECRETS
from investigations.registry import notice_for_pupils
from investigations.tablet.compression import compressed
from investigations.tablet.icons import BRICK, PAPER, SIZES, icon
from investigations.tablet.shell import names_tell, scripts, shell_files, shell_version
from workshop.scripts import minified

DRAWINGS = {"animals": ANIMALS.values(), "secrets": SECRETS.values()}
TEMPLATE = "tablet/notebook.html"
WORKER = "investigations/tablet/worker.js"


class NotebookView(TemplateView):
    template_name = TEMPLATE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = current_version(self.request)
        return super().get_context_data(**DRAWINGS, version=version, notice_url=notice_for_pupils(), **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs).render()
        response["Cache-Control"] = "no-cache"
        return compressed(request, response)


class TextsView(JavaScriptCatalog):
    """The notebook's words alone: left to itself, the catalogue would bring all of Wagtail's admin along."""

    domain = "djangojs"
    packages: ClassVar[list[str]] = ["investigations"]

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        if names_tell():
            response.content = minified(response.content.decode())
        return response

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return compressed(request, super().dispatch(request, *args, **kwargs))

    def get_paths(self, packages: Sequence[str]) -> list[Path]:
        """Our words stand together in the project's folder, in no app's own."""
        return settings.LOCALE_PATHS


class WorkerView(View):
    """The service worker with the list of what it keeps, at an address that stays and is never cached.

    ``langue`` is the language of the page that asks: the worker keeps the notebook in that one.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.GET.get("langue", "")
        with override(asked if asked in dict(settings.LANGUAGES) else get_language()):
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = {
            "version": current_version(request),
            "language": get_language(),
            "shell": reverse("tablet:notebook"),
            "whole": reverse("tablet:version"),
            "api": reverse("api:missions").removesuffix("missions"),
            "files": [reverse("tablet:texts"), reverse("tablet:manifest"), *shell_files()],
        }
        source = static_text(WORKER)
        source = (minified(source) if names_tell() else source).replace("__KEPT__", json.dumps(kept), 1)
        response = HttpResponse(
            source, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
        )
        return compressed(request, response)


class VersionView(View):
    """Every script of one version in one answer, for the worker: fewer bytes than one by one, and never a mixture."""

    def get(self, request: HttpRequest) -> HttpResponse:
        content = {
            "version": current_version(request),
            "scripts": {reverse("tablet:texts"): words(request), **scripts()},
        }
        response = JsonResponse(
            content, json_dumps_params={"ensure_ascii": False}, headers={"Cache-Control": "no-cache"}
        )
        return compressed(request, response)


class ManifestView(View):
    def get(self, request: HttpRequest) -> JsonResponse:
        icons = [
            {"src": reverse("tablet:icon", args=[size]), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in SIZES
        ]
        content = {
            "name": _("Mon carnet · Cap ou pas cap"),
            "short_name": _("Mon carnet"),
            "id": reverse("tablet:notebook"),
            "start_url": reverse("tablet:notebook"),
            "scope": reverse("tablet:notebook"),
            "display": "standalone",
            "lang": get_language(),
            "background_color": PAPER,
            "theme_color": BRICK,
            "icons": [*icons, {**icons[-1], "purpose": "maskable"}],
        }
        return JsonResponse(content, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


class IconView(View):
    def get(self, request: HttpRequest, size: int) -> HttpResponse:
        if size not in SIZES:
            raise Http404
        return HttpResponse(icon(size), content_type="image/png", headers={"Cache-Control": "max-age=86400"})


def current_version(request: HttpRequest) -> str:
    """Of the page as it would be rendered now, with its words, and of every file that it loads."""
    page = render_to_string(TEMPLATE, {**DRAWINGS, "version": "", "notice_url": notice_for_pupils()})
    return shell_version(page + words(request) + static_text(WORKER))


def words(request: HttpRequest) -> str:
    view = TextsView()
    view.setup(request)
    return view.get(request).content.decode()


def static_text(name: str) -> str:
    """A file of ours, in our own words: neither hashed nor minified."""
    return (Path(__file__).parents[1] / "static" / name).read_text(encoding="utf-8")
