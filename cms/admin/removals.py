"""Requests to take a story down: what waits for the editors, and the one touch that hides the page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from classrooms.admin.base import perform
from cms.actions.remove_on_request import settle_removal
from cms.models import RemovalRequest
from investigations.admin.base import EditorsView
from investigations.admin.menu import EditorMenuItem

SETTLED_SHOWN = 50


class RemovalsView(EditorsView):
    header_icon = "warning"
    template_name = "cms/admin/removals.html"
    page_title = gettext_lazy("Demandes de retrait")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        requests = RemovalRequest.objects.visible_to(self.request.user)
        settled = requests.exclude(settled_at=None).order_by("-settled_at").select_related("settled_by")
        return super().get_context_data(waiting=requests.waiting(), settled=settled[:SETTLED_SHOWN], **kwargs)


class RemovalView(EditorsView):
    header_icon = "warning"
    template_name = "cms/admin/removal.html"

    @cached_property
    def removal(self) -> RemovalRequest:
        mine = RemovalRequest.objects.visible_to(self.request.user).select_related("story", "settled_by")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Demande de retrait")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("stories:removals"), "label": RemovalsView.page_title}
        return [*self.breadcrumbs_items, every, {"url": "", "label": str(self.removal)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(removal=self.removal, story=self.removal.story, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self._settle(request))
        return redirect("stories:removals")

    def _settle(self, request: HttpRequest) -> str:
        hide = "hide" in request.POST
        settle_removal(request=self.removal, hide=hide, by=request.user)
        if hide:
            return _("La page n’est plus en ligne, ni ses images. Son brouillon reste.")
        return _("La demande est classée : la page reste en ligne.")


class RemovalsPanel(Component):
    name = "removals"
    template_name = "cms/admin/removals_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"waiting": RemovalRequest.objects.waiting()}


def removals_item() -> Any:
    return EditorMenuItem(gettext_lazy("Retraits"), reverse("stories:removals"), icon_name="warning", order=140)
