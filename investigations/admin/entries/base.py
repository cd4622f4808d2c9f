"""What the screens of the directory's editors share: the entry of the address, and the way back."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from investigations.admin.base import EditorsView
from investigations.directory.models import CitizenProject


class DeskView(EditorsView):
    header_icon = "site"
    desk = _("Fiches à relire")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("entries:queue"), "label": self.desk}
        return [*self.breadcrumbs_items, every, {"url": "", "label": self.get_page_title()}]


class EntryView(DeskView):
    @cached_property
    def project(self) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.project  # noqa: B018 - what is gone is a 404 whatever the method

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.project, **kwargs)
