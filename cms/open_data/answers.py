"""What answers of open data have in common: any site may read them, nobody is known by them, so many an hour."""

import functools
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import override

from cms.open_data import licence
from cms.quotas import HOUR, has_turn, network_of

# Two million projects are a thousand pages.
AN_HOUR = 1_500
A_MOMENT = 60
# Another one as soon as what stands in a format changes.
EDITION = "1"

View = Callable[..., HttpResponseBase]


class UnclearError(Exception):
    """What is asked can't be answered; the words say why."""


def open_data(view: View) -> View:
    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # The same for everybody, whatever their language.
        with override("fr"):
            response = _answer(view, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        return response

    return answer


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        response = HttpResponse(status=204)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        return response
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, OPTIONS"})
    if not has_turn("open-data", network_of(request), at_most=AN_HOUR):
        return JsonResponse({"error": "Trop de demandes : revenez plus tard."}, status=429,
                            headers={"Retry-After": str(HOUR)})  # fmt: skip
    try:
        return view(request, *args, **kwargs)
    except UnclearError as unclear:
        return JsonResponse({"error": str(unclear)}, status=400, json_dumps_params={"ensure_ascii": False})


def unless_known(
    request: HttpRequest, state: Iterable[Any], make: Callable[[], str | bytes], *, kind: str, following: str = ""
) -> HttpResponseBase:
    """304 where the reader has it: ``state`` is what there is in few words, ``make`` is only called for who hasn't."""
    digest = hashlib.sha256(repr((EDITION, request.get_full_path(), list(state))).encode()).hexdigest()
    etag = f'"{digest[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(make(), content_type=kind)
    response["ETag"] = etag
    links = [f'<{licence.ADDRESS}>; rel="license"']
    if following:
        links.append(f'<{following}>; rel="next"')
    response["Link"] = ", ".join(links)
    patch_cache_control(response, public=True, max_age=A_MOMENT)
    return response
