"""What the screens of the field share with those of the classes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from classrooms.admin.base import private


class FieldView(WagtailAdminTemplateMixin, TemplateView):
    """A screen with children's work on it: it stays in no cache."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(self.render_to_response(self.get_context_data()))


class EditorsView(FieldView):
    """For the non-profit's editors; nobody else learns that it is there."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_editor:
            raise Http404
