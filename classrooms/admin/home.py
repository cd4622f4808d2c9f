"""What a teacher finds on arriving: their classes with what comes next, and nothing they can't use."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from classrooms.admin.steps import next_steps, with_counts
from classrooms.models import Classroom, IdleWarning, User
from classrooms.models.idleness import ties_of

SHEETS = ("cms/css/tokens.css", "cms/css/fonts.css", "classrooms/admin/sheet.css")
# Menu entries of Wagtail's own that a teacher has no use for; explorer and images stay, for stories.
_HIDDEN = {"reports", "settings", "help", "documents"}


class MyClassesPanel(Component):
    name = "my_classes"
    template_name = "classrooms/admin/home_panel.html"
    order = 10

    @property
    def media(self) -> Media:
        return Media(css={"all": SHEETS})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        own = list(with_counts(Classroom.objects.visible_to(user)).select_related("school", "year_end"))
        steps = next_steps(own, user)
        return {
            "classrooms": [(classroom, steps.get(classroom.pk)) for classroom in own],
            "add_url": reverse("classrooms:add"),
            "user": user,
        }


class IdleAccountsPanel(Component):
    """Accounts without a sign-in that can't close by themselves: somebody must take their classes over."""

    name = "idle_accounts"
    template_name = "classrooms/admin/idle_panel.html"
    order = 220

    def __init__(self, warnings: list[IdleWarning]) -> None:
        self.warnings = warnings

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"accounts": [(warning.user, ties_of(warning.user)) for warning in self.warnings]}


def only_teaches(user: User) -> bool:
    return user.is_teacher and not user.is_editor


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.is_teacher:
        panels.append(MyClassesPanel())
    kept = IdleWarning.objects.visible_to(request.user).standing().filter(closes_on=None).select_related("user")
    if request.user.is_superuser and (warnings := list(kept.order_by("user__last_name", "pk"))):
        panels.append(IdleAccountsPanel(warnings))


def empty_summary(request: HttpRequest, items: list[Component]) -> None:
    """Numbers of pages and images of the whole site say nothing to a teacher."""
    if only_teaches(request.user):
        items.clear()


def hide_from_teachers(request: HttpRequest, items: list[MenuItem]) -> None:
    if only_teaches(request.user):
        items[:] = [item for item in items if item.name not in _HIDDEN]
