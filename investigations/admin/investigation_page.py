"""An investigation at a glance: where it stands, the one thing to do next, its missions, its questions, its project."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.admin.base import perform
from investigations import registry
from investigations.actions.run_investigation import (
    close_investigation,
    end_collection,
    open_investigation,
    reopen_investigation,
)
from investigations.admin import outing
from investigations.admin.next_thing import STOPS, next_thing, stop_of
from investigations.admin.screens import InvestigationAction, InvestigationView
from investigations.directory.nearby import how_far
from investigations.models import Assignment, Investigation, Report


def missions_of(investigation: Investigation) -> "QuerySet[Assignment]":
    """With what was sent for each; ``latest_reports`` holds the newest first."""
    reports = Report.objects.order_by("-created_at", "-pk")
    return (
        investigation.assignments.of_somebody()
        .select_related("pupil__team", "team")
        .prefetch_related(Prefetch("reports", queryset=reports, to_attr="latest_reports"))
    )


def counts_of(investigation: Investigation) -> dict[str, int]:
    """Missions, and reports by state."""
    state = Report.State
    return investigation.assignments.of_somebody().aggregate(
        missions=Count("pk", distinct=True),
        waiting=Count("reports", filter=Q(reports__state=state.SUBMITTED), distinct=True),
        accepted=Count("reports", filter=Q(reports__state=state.ACCEPTED), distinct=True),
        returned=Count("reports", filter=Q(reports__state=state.RETURNED), distinct=True),
    )


class InvestigationPageView(InvestigationView):
    template_name = "investigations/admin/investigation.html"

    def get_page_title(self) -> str:
        return str(self.investigation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        investigation, user = self.investigation, self.request.user
        counts = counts_of(investigation)
        links = [link for find in registry.investigation_links for link in find(investigation, user)]
        return super().get_context_data(
            stops=STOPS,
            stop=stop_of(investigation),
            step=next_thing(investigation, counts, links),
            counts=counts,
            collect_url=self.page_url("collect"),
            links=links,
            missions=missions_of(investigation),
            questions=investigation.questions,
            near=how_far(investigation.project, centre=investigation.classroom.school.point),
            **kwargs,
        )


class OpenView(InvestigationAction):
    def act(self, request: HttpRequest) -> str:
        open_investigation(investigation=self.investigation, by=request.user)
        return _("L’enquête est ouverte : les missions sont dans les carnets.")


class CollectView(InvestigationAction):
    def act(self, request: HttpRequest) -> str:
        end_collection(investigation=self.investigation, by=request.user)
        return _("La collecte est terminée. Vous pouvez relire tranquillement.")


class ReopenView(InvestigationAction):
    def act(self, request: HttpRequest) -> str:
        opened = reopen_investigation(investigation=self.investigation, by=request.user)
        if opened.state == Investigation.State.OPEN:
            return _("L’enquête est de nouveau ouverte : les élèves peuvent répondre.")
        return _("L’enquête reprend : ce que des tablettes gardent encore peut arriver.")


class CloseView(InvestigationView):
    """Asks first: the originals of the photos go for good."""

    template_name = "investigations/admin/close.html"
    page_title = gettext_lazy("Terminer l’enquête")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closable = self.investigation.state in {Investigation.State.OPEN, Investigation.State.REVIEWING}
        return super().get_context_data(
            counts=counts_of(self.investigation),
            closable=closable,
            holding=outing.holding(self.investigation.classroom),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self._close(request))
        return redirect(self.page_url())

    def _close(self, request: HttpRequest) -> str:
        close_investigation(investigation=self.investigation, by=request.user)
        return _("L’enquête est terminée.")


urlpatterns = [
    path("<int:pk>/", InvestigationPageView.as_view(), name="page"),
    path("<int:pk>/open/", OpenView.as_view(), name="open"),
    path("<int:pk>/collect/", CollectView.as_view(), name="collect"),
    path("<int:pk>/reopen/", ReopenView.as_view(), name="reopen"),
    path("<int:pk>/close/", CloseView.as_view(), name="close"),
]
