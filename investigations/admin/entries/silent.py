"""Entries of which nobody has said for long whether they are still true."""

import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.admin.base import perform
from investigations.admin.entries.base import DeskView, EntryView
from investigations.directory.actions.ask_still_true import pause_silent
from investigations.directory.actions.say_still_true import answer, say_still_true
from investigations.directory.models import CitizenProject, ImportedFrom, ProjectHolder, StillTrue

A_PAGE = 25
# Of imported ones there may be a million.
IMPORTED_SHOWN = 100


class SilentView(DeskView):
    template_name = "investigations/admin/entries/silent.html"
    page_title = gettext_lazy("Toujours vrai ?")
    kinds = ("muettes", "pause", "importees")

    @cached_property
    def kind(self) -> str:
        asked = self.request.GET.get("quoi", "")
        return asked if asked in self.kinds else self.kinds[0]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = StillTrue.objects.visible_to(self.request.user).select_related("project")
        silent = entries.silent().order_by("asked_at", "pk")
        rows = entries.paused().order_by("paused_at", "pk") if self.kind == "pause" else silent.filter(kept_at=None)
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            kind=self.kind,
            page_obj=page,
            # First of all, and on each page: only a person can decide these.
            kept=silent.exclude(kept_at=None),
            imported=imported_and_old()[:IMPORTED_SHOWN] if self.kind == "importees" else [],
            silent_count=silent.count(),
            paused_count=entries.paused().count(),
            **kwargs,
        )


class SilentEntryView(EntryView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self._decide(request))
        return redirect("entries:silent")

    def _decide(self, request: HttpRequest) -> str:
        if "pause" in request.POST:
            pause_silent(project=self.project, by=request.user)
            return _("La fiche est en pause ; qui la tient le sait.")
        say_still_true(project=self.project, by=request.user)
        return _("C’est noté : la fiche est toujours vraie.")


def imported_and_old() -> QuerySet[CitizenProject]:
    """Nobody keeps these, so that nobody is asked and silence pauses none: the oldest first."""
    since = timezone.now() - datetime.timedelta(days=settings.STILL_TRUE_DAYS)
    sources = ImportedFrom.objects.filter(project=OuterRef("pk"))
    holders = ProjectHolder.objects.confirmed().filter(project=OuterRef("pk"))
    return (
        CitizenProject.objects.live()
        .filter(Exists(sources), ~Exists(holders), last_published_at__lt=since)
        .filter(Q(still_true=None) | Q(still_true__said_at=None) | Q(still_true__said_at__lt=since))
        .select_related("still_true")
        .prefetch_related("imported_from__source")
        .order_by("last_published_at", "pk")
    )


def editor_changed(_request: HttpRequest, instance: Any) -> None:
    if isinstance(instance, CitizenProject):
        answer(CitizenProject.objects.get(pk=instance.pk))
