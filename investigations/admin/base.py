"""What the screens of the field share with those of the classes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from classrooms.admin.base import private


class FieldView(WagtailAdminTemplateMixin, TemplateView):
    """A screen with children's work on it: it stays in no cache."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return private(self.render_to_response(self.get_context_data()))
