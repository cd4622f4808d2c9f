"""Projects come in by a file: what an editor sees before, while and after."""

from itertools import chain
from typing import Any

from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from classrooms.admin.base import perform, private
from classrooms.errors import Refusal
from investigations.admin.base import EditorsView
from investigations.admin.import_forms import ColumnsForm, UploadForm
from investigations.admin.waiting import WaitingView
from investigations.directory.actions.import_projects import (
    check_file,
    drop_run,
    enter_file,
    go_on,
    receive_file,
    trust_source,
)
from investigations.directory.importing.lines import Counted
from investigations.directory.importing.reading import UnreadableFile, headers_of
from investigations.directory.importing.report import counted, report_lines
from investigations.directory.importing.words import failure_words, problem_words
from investigations.directory.models import ImportedFrom, ImportRun, ImportSource

RUNS_SHOWN = 20
PROBLEMS_SHOWN = 50


class ImportsView(EditorsView):
    template_name = "investigations/admin/imports/index.html"
    page_title = gettext_lazy("Imports")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", UploadForm())
        runs = ImportRun.objects.visible_to(self.request.user).select_related("source", "started_by")
        return super().get_context_data(
            sources=ImportSource.objects.visible_to(self.request.user).select_related("trusted_by"),
            runs=runs[:RUNS_SHOWN],
            waiting=ImportedFrom.objects.waiting().count(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            source, said = form.chosen_source(), form.cleaned_data
            try:
                run = receive_file(
                    source=source, file=said["file"], file_name=said["file"].name, by=request.user,
                    communes=said["communes"],
                )  # fmt: skip
            except Refusal as refusal:
                if not source.runs.exists():
                    source.delete()
                form.add_error("file", str(refusal))
            else:
                return redirect("imports:run", run.pk)
        return private(self.render_to_response(self.get_context_data(form=form)))


class RunView(EditorsView):
    template_name = "investigations/admin/imports/run.html"
    header_icon = "download"

    @cached_property
    def run(self) -> ImportRun:
        mine = ImportRun.objects.visible_to(self.request.user).select_related("source", "started_by")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Import")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("imports:index"), "label": ImportsView.page_title}
        return [*self.breadcrumbs_items, every, {"url": "", "label": str(self.run)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        problems = run.problems.select_related("project")[:PROBLEMS_SHOWN]
        if run.state == run.State.COLUMNS and run.file:
            kwargs.setdefault("form", self._columns())
        return super().get_context_data(
            run=run,
            counts=counted(run),
            problems=[(problem, problem_words(problem)) for problem in problems],
            more=max(0, run.problems.count() - PROBLEMS_SHOWN),
            failure=failure_words(run.failure) if run.failure else "",
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = self.run
        if "drop" in request.POST and not run.is_moving:
            drop_run(run=run)
            messages.success(request, _("Le fichier et son rapport sont effacés."))
            return redirect("imports:index")
        if "check" in request.POST and run.state == run.State.COLUMNS and run.file:
            form = self._columns(request.POST)
            if not form.is_valid():
                return private(self.render_to_response(self.get_context_data(form=form)))
            perform(request, lambda: check_file(run=run, mapping=form.mapping()) or "")
        if "columns" in request.POST and run.state == run.State.CHECKED and run.mapping:
            ImportRun.objects.filter(pk=run.pk, state=run.State.CHECKED).update(state=run.State.COLUMNS)
        if "enter" in request.POST and run.state == run.State.CHECKED:
            perform(request, lambda: enter_file(run=run, by=request.user) or "")
        if "go-on" in request.POST and run.stands_still:
            go_on(run=run)
        return redirect("imports:run", run.pk)

    def _columns(self, *args: Any) -> ColumnsForm:
        try:
            with storages["private"].open(self.run.file) as file:
                headers = headers_of(Counted(file), self.run.source.format)
        except (UnreadableFile, FileNotFoundError):
            headers = []
        return ColumnsForm(headers, self.run.mapping, *args)


class ProgressView(View):
    """What the page's script asks while the worker reads."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
        said = {"moving": run.is_moving, "still": run.stands_still, "percent": run.percent, "rows": run.position}
        return private(JsonResponse(said))


class ReportView(View):
    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
        response = StreamingHttpResponse(chain(["\ufeff"], report_lines(run)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
        return private(response)


class TrustView(View):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = get_object_or_404(ImportSource.objects.visible_to(request.user), pk=pk)
        trust = "trust" in request.POST
        trust_source(source=source, by=request.user, trust=trust)
        messages.success(
            request,
            _("Ce qui viendra de cette source paraîtra tout de suite.") if trust
            else _("Ce qui viendra de cette source attendra votre relecture."),
        )  # fmt: skip
        return redirect("imports:index")


urlpatterns = [
    path("", ImportsView.as_view(), name="index"),
    path("attente/", WaitingView.as_view(), name="waiting"),
    path("<int:pk>/", RunView.as_view(), name="run"),
    path("<int:pk>/avancement.json", ProgressView.as_view(), name="progress"),
    path("<int:pk>/rapport.csv", ReportView.as_view(), name="report"),
    path("sources/<int:pk>/confiance/", TrustView.as_view(), name="trust"),
]
