"""What waits for the editors of the directory: entries to read first, and the ways to all the rest."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from investigations.admin.entries.base import DeskView
from investigations.admin.entries.desk import Desk, desk
from investigations.admin.menu import EditorMenuItem
from investigations.directory.waiting import in_queue, waiting_states

A_PAGE = 25
ON_HOME = 5


class QueueView(DeskView):
    template_name = "investigations/admin/entries/queue.html"
    page_title = _("Fiches à relire")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        states = waiting_states().select_related("current_task_state", "requested_by")
        page = Paginator(states, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page, entries=in_queue(page.object_list), total=page.paginator.count, desk=desk(), **kwargs,
        )  # fmt: skip


class EntriesPanel(Component):
    name = "entries"
    template_name = "investigations/admin/entries/panel.html"
    order = 55

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        first = waiting_states().select_related("current_task_state", "requested_by")[:ON_HOME]
        return {"entries": in_queue(first), "desk": self.desk}


def add_entries_panel(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.is_editor:
        found = desk()
        if found.pressing or found.imported:
            panels.append(EntriesPanel(found))


class QueueMenuItem(EditorMenuItem):
    """With how many wait: the item is made once, the number at each page."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = desk().pressing
        label = f"{self.label} ({count})" if count else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


def queue_item() -> QueueMenuItem:
    return QueueMenuItem(
        QueueView.page_title, reverse("entries:queue"), name="entries", icon_name="clipboard-list", order=135
    )
