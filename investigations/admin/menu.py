"""The teacher's way to what awaits them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


class TeacherMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or request.user.is_teacher


def review_item() -> Any:
    return TeacherMenuItem(_("Relecture"), reverse("review:queue"), icon_name="clipboard-list", order=130)
