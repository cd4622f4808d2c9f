"""What no form of the admin sends is a 400: Wagtail trusts its own forms, and answers 500 to half a one."""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request

from workshop.middleware import ADMIN_PREFIX

logger = logging.getLogger(__name__)
# A field that is missing; a number that no column holds, as SQLite and as PostgreSQL say it.
MALFORMED = (MultiValueDictKeyError, OverflowError, DataError)


class MalformedFormMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if (
            request.method != "POST"
            or not request.path.startswith(ADMIN_PREFIX)
            or not _is_malformed(request, exception)
        ):
            return None
        logger.warning("A malformed form at %s", request.path, exc_info=exception)
        return bad_request(request, exception)


def _is_malformed(request: HttpRequest, exception: Exception) -> bool:
    match exception:
        case NoReverseMatch():  # a way back that leads nowhere
            return bool(request.POST.get("next") or request.GET.get("next"))
        case ValueError():
            return "expected a number but got" in str(exception)
    return isinstance(exception, MALFORMED)
