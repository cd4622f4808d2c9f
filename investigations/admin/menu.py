"""The way to what awaits teachers and editors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


class TeacherMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or request.user.is_teacher


class EditorMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_editor)


def imports_item() -> Any:
    return EditorMenuItem(_("Imports"), reverse("imports:index"), icon_name="download", order=202)


def review_item() -> Any:
    return TeacherMenuItem(_("Relecture"), reverse("review:queue"), icon_name="clipboard-list", order=130)
