"""What the screens of one investigation, or of one report, share: one's own only, its way back, one action a button."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from classrooms.admin.base import OwnClassroomMixin, perform
from investigations.admin.base import FieldView
from investigations.models import Investigation, Report


class OwnInvestigationMixin:
    """Loads the investigation of the address, if it is one of the user's own classes'."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def investigation(self) -> Investigation:
        own = Investigation.objects.visible_to(self.request.user)
        return get_object_or_404(own.select_related("classroom__school", "project", "guide"), pk=self.kwargs["pk"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.investigation  # noqa: B018 - a foreign investigation is a 404 whatever the method

    def page_url(self, name: str = "page", *args: Any) -> str:
        return reverse(f"investigations:{name}", args=[self.investigation.pk, *args])


class OwnReportMixin:
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> Report:
        own = Report.objects.visible_to(self.request.user).select_related(
            "head__pupil", "assignment__pupil", "assignment__team",
            "assignment__investigation__project", "assignment__investigation__classroom",
        )  # fmt: skip
        return get_object_or_404(own.exclude(head=None), pk=self.kwargs["report"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.report  # noqa: B018 - a foreign report is a 404 whatever the method


class InvestigationView(OwnInvestigationMixin, FieldView):
    header_icon = "glasses"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("investigations:index"), "label": _("Enquêtes")},
            {"url": self.page_url(), "label": str(self.investigation)},
        ]
        return [*items, {"url": "", "label": self.get_page_title()}] if self.page_title else items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            investigation=self.investigation, classroom=self.investigation.classroom,
            project=self.investigation.project, **kwargs,
        )  # fmt: skip


class InvestigationAction(OwnInvestigationMixin, View):
    """A button: POST runs ``act``, which returns what to say; a refusal is said in its own words."""

    http_method_names = ("post",)
    back_to = "page"

    def act(self, request: HttpRequest) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self.act(request))
        return redirect(self.page_url(self.back_to))


class ClassroomStep(OwnClassroomMixin, FieldView):
    """A screen on the way to a new investigation of the class of the address."""

    header_icon = "glasses"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("investigations:index"), "label": _("Enquêtes")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(classroom=self.classroom, **kwargs)
