"""Headers that Django has no setting for, and the least relaxation under which Wagtail's admin works."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
ADMIN_PREFIX = "/admin/"
ACCOUNT_PREFIX = "/compte/"
_SCRIPT_WITHOUT_NONCE = re.compile(rb"<script(?![^>]*\bnonce=)", re.IGNORECASE)


POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


def policy_with_place() -> str:
    """For a page of adults that may ask where the device is."""
    return POLICY.replace("geolocation=()", "geolocation=(self)")


class PermissionsPolicyMiddleware:
    """A notebook may use its camera; no page may know where a child is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response


class AccountCacheMiddleware:
    """Recovery codes and the like must not come back by the Back button of a staff-room computer.

    Nor does what an adult has seen stay in its cache after they sign out. Storage stays: a shared tablet may hold work
    that was not sent yet.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(ACCOUNT_PREFIX):
            add_never_cache_headers(response)
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


class AdminScriptNonceMiddleware:
    """Stamp a nonce on the scripts of Wagtail's admin, and relax its policy by what settings say.

    It stands behind CSPMiddleware. It is no protection against markup that was stored in the admin itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ADMIN_PREFIX):
            return self.get_response(request)
        # Reading the nonce makes it: django-csp only puts into the header what was read before.
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = _SCRIPT_WITHOUT_NONCE.sub(b'<script nonce="%s"' % nonce.encode(), response.content)
            if "Content-Length" in response.headers:  # counted before the nonces: the page's end would be cut off
                response.headers["Content-Length"] = str(len(response.content))
        return response
