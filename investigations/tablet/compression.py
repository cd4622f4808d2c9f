"""What the notebook's views render, as small as the static files beside it."""

import functools

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """By Brotli where the browser reads it. Only for what is the same for everybody: sizes would tell secrets."""
    patch_vary_headers(response, ["Accept-Encoding"])
    codings = [coding.partition(";")[0].strip() for coding in request.headers.get("Accept-Encoding", "").split(",")]
    if "br" in codings:
        response.content = _squeezed(response.content)
        response["Content-Encoding"] = "br"
    return response


@functools.lru_cache(maxsize=16)
def _squeezed(content: bytes) -> bytes:
    return brotli.compress(content)
