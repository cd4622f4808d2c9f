"""What the public says of entries: closed, wrong hours, wrong place."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.admin.base import perform
from investigations.admin.entries.base import DeskView
from investigations.directory.actions.report_entry import settle_report
from investigations.directory.models import EntryReport

A_PAGE = 25
LONGEST_ANSWER = 1_000


class ReportsView(DeskView):
    template_name = "investigations/admin/entries/reports.html"
    page_title = gettext_lazy("Signalements du public")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = EntryReport.objects.visible_to(self.request.user).select_related("project", "settled_by")
        page = Paginator(reports.waiting(), A_PAGE).get_page(self.request.GET.get("p"))
        settled = reports.exclude(settled_at=None).order_by("-settled_at", "-pk")[:A_PAGE]
        return super().get_context_data(page_obj=page, settled=settled, **kwargs)


class ReportView(DeskView):
    template_name = "investigations/admin/entries/report.html"

    @cached_property
    def report(self) -> EntryReport:
        reports = EntryReport.objects.visible_to(self.request.user).select_related("project", "settled_by")
        return get_object_or_404(reports, pk=self.kwargs["pk"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.report  # noqa: B018 - what is gone is a 404 whatever the method

    def get_page_title(self) -> str:
        return _("Signalement : %(name)s") % {"name": self.report.project}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edit = reverse("wagtailsnippets_directory_citizenproject:edit", args=[self.report.project_id])
        return super().get_context_data(report=self.report, edit=edit, longest=LONGEST_ANSWER, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self._settle(request))
        return redirect("entries:reports")

    def _settle(self, request: HttpRequest) -> str:
        answer = request.POST.get("answer", "").replace("\x00", "")[:LONGEST_ANSWER]
        settle_report(report=self.report, by=request.user, answer=answer)
        return _("C’est réglé. L’adresse de qui a écrit est effacée.")
