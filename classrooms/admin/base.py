"""What the screens of a class share: only one's own classes, one action a button, a refusal in words."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from classrooms.errors import Refusal
from classrooms.models import Classroom

Response = TypeVar("Response", bound=HttpResponseBase)


class NotFoundWhenRefused:
    """Wagtail answers a refusal with a redirect that tells that something is there; here it is a 404."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except PermissionDenied as error:
            raise Http404 from error


class OwnClassroomMixin:
    """Loads the class of the address, if it is one of the user's own."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def classroom(self) -> Classroom:
        own = Classroom.objects.visible_to(self.request.user).select_related("school")
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.classroom  # noqa: B018 - a foreign class is a 404 whatever the method

    def page_url(self, name: str = "page", *args: Any) -> str:
        return reverse(f"classrooms:{name}", args=[self.classroom.pk, *args])


class ClassroomView(OwnClassroomMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen of one class, with its way back in the breadcrumbs."""

    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("classrooms:index"), "label": _("Classes")},
            {"url": self.page_url(), "label": self.classroom.name},
        ]
        return [*items, {"url": "", "label": self.get_page_title()}] if self.page_title else items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(classroom=self.classroom, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(self.render_to_response(self.get_context_data()))


class ClassroomAction(OwnClassroomMixin, View):
    """A button: POST runs ``act``, which returns what to say; a refusal is said in its own words."""

    http_method_names = ("post",)
    back_to = "page"

    def act(self, request: HttpRequest) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self.act(request))
        return redirect(self.page_url(self.back_to))


def perform(request: HttpRequest, act: Callable[[], str]) -> bool:
    """Run one action and tell the user how it went. Returns whether it was done."""
    try:
        said = act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    if said:
        messages.success(request, said)
    return True


def private(response: Response) -> Response:
    """What is of children stays in no cache: neither the school's proxy nor the browser of a shared computer."""
    response["Cache-Control"] = "no-store, private"
    return response
