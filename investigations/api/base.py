from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from classrooms.models import Pupil, Tablet
from investigations.api.authentication import IsTablet, PupilAuthentication, TabletAuthentication
from investigations.api.errors import exception_handler
from investigations.api.parsers import TabletJSONParser


class OneRenderer(BaseContentNegotiation):
    """JSON whatever the client says it likes: no 406, and never a page."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        content_type = (request.content_type or "").partition(";")[0].strip().lower()
        return next((p for p in parsers if p.media_type in {"*/*", content_type}), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class NotebookView(APIView):
    """What the notebook asks for. Nothing of it may stay in a cache of the school's network."""

    permission_classes: ClassVar = [IsTablet]
    renderer_classes: ClassVar = [JSONRenderer]
    parser_classes: ClassVar = [TabletJSONParser]
    content_negotiation_class = OneRenderer
    metadata_class = None

    def get_exception_handler(self) -> Any:
        return exception_handler

    def finalize_response(self, request: HttpRequest, response: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        final = super().finalize_response(request, response, *args, **kwargs)
        final["Cache-Control"] = "no-store"
        final["X-Content-Type-Options"] = "nosniff"
        return final


class TabletView(NotebookView):
    """With the token of a tablet."""

    authentication_classes: ClassVar = [TabletAuthentication]


class PupilView(NotebookView):
    """With the token of a pupil on a tablet."""

    authentication_classes: ClassVar = [PupilAuthentication]


class DoorView(NotebookView):
    """For a tablet that has no token yet; one that it may hold is not looked at."""

    authentication_classes: ClassVar = []
    permission_classes: ClassVar = [AllowAny]


class NothingHere(DoorView):
    """Answers in our own shape where the router finds nothing."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound

    def http_method_not_allowed(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise NotFound


def tablet_of(request: Request) -> Tablet:
    return request.user.tablet


def pupil_of(request: Request) -> Pupil:
    return request.user.pupil


def address_of(request: Request) -> str:
    """The client's address, behind as many proxies as REST_FRAMEWORK["NUM_PROXIES"] says."""
    return BaseThrottle().get_ident(request) or ""
