"""In which language an address answers: a public one in its own, whoever asks; a room's in its visitor's."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

# Where somebody signs in, writes or is known by a cookie: nothing that is there is kept for others.
ROOMS = (
    "/admin/", "/_util/", "/compte/", "/langue/", "/api/", "/carnet/", "/courrier/",
    "/projets/inscrire/", "/projets/mon-projet/", "/projets/toujours-vrai/",
)  # fmt: skip
# Who comes from an English page goes on in English.
ASKED = "langue"


class AddressLanguageMiddleware(LocaleMiddleware):
    """A public address has one content, so that it can be kept: neither cookie nor browser chooses its language."""

    def __call__(self, request: HttpRequest) -> Any:
        """What this thread does afterwards finds the language, and so the addresses, as they were."""
        before = translation.get_language() or settings.LANGUAGE_CODE
        try:
            return super().__call__(request)
        finally:
            translation.activate(before)

    def process_request(self, request: HttpRequest) -> None:
        request.in_a_room = request.path_info.startswith(ROOMS)  # type: ignore[attr-defined]
        if not request.in_a_room:  # type: ignore[attr-defined]
            super().process_request(request)
            return
        translation.activate(_asked(request) or translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        if getattr(request, "in_a_room", True):
            patch_vary_headers(response, ["Accept-Language"])
            if language := _asked(request):
                response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
        return response


def _asked(request: HttpRequest) -> str:
    asked = request.GET.get(ASKED, "")
    return asked if asked in dict(settings.LANGUAGES) else ""


def in_language(path: str, language: str) -> str:
    """The same public page; ``path`` with or without what is asked of it."""
    for other, _name in settings.LANGUAGES:
        if other != settings.LANGUAGE_CODE and path.startswith(f"/{other}/"):
            path = path.removeprefix(f"/{other}")
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def of_room(path: str) -> str:
    """The address of a room, from a page in the language in force."""
    language = translation.get_language()
    return path if language in {None, settings.LANGUAGE_CODE} else f"{path}?{urlencode({ASKED: language})}"
