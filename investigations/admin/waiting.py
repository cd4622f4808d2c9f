"""Imported entries that nobody has looked at: a list to filter, and to publish or delete by many."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from investigations.admin.base import EditorsView
from investigations.admin.import_forms import WaitingFilter
from investigations.directory.actions.publish_imported import drop_imported, publish_imported
from investigations.directory.duplicates import duplicates_of
from investigations.directory.import_tasks import publish_waiting
from investigations.directory.models import CitizenProject, ImportedFrom

A_PAGE = 50
# By one task of the worker; what is ticked by hand is done while the editor waits.
A_TASK = 500


class WaitingView(EditorsView):
    template_name = "investigations/admin/imports/waiting.html"
    page_title = gettext_lazy("Importées, en attente")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("imports:index"), "label": gettext_lazy("Imports")}
        return [*self.breadcrumbs_items, every, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = WaitingFilter(self.request.GET)
        rows = form.narrowed(self._waiting()).select_related("source", "project").order_by("pk")
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("page"))
        doubles = form.is_valid() and form.cleaned_data["doubles"]
        for row in page:
            row.doubles = duplicates_of(row.project, among=CitizenProject.objects.all()) if doubles else []
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(
            form=form, page=page, total=page.paginator.count, query=query.urlencode(),
            marked=form.narrowed(self._waiting()).exclude(look="").count(), **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = [int(key) for key in request.POST.getlist("entry") if key.isdecimal() and len(key) < 18][:A_PAGE]
        many = {"publish-all", "delete"} & set(request.POST)
        if many and "sure" not in request.POST and (chosen or "publish-all" in many):
            return self._ask(chosen if "delete" in many else [])
        if "publish-all" in many:
            self._publish_all()
        elif "delete" in many:
            gone = drop_imported(keys=chosen, by=request.user)
            self._say(ngettext("%(count)s fiche supprimée.", "%(count)s fiches supprimées.", gone), gone)
        elif "publish" in request.POST:
            done = publish_imported(keys=chosen, by=request.user)
            self._say(ngettext("%(count)s fiche publiée.", "%(count)s fiches publiées.", done), done)
        return redirect(f"{reverse('imports:waiting')}?{request.GET.urlencode()}")

    def _ask(self, chosen: list[int]) -> HttpResponse:
        """Before what can't be undone."""
        rows = self._waiting().filter(pk__in=chosen).select_related("project").order_by("pk")
        context = super().get_context_data(
            rows=rows, deleting=bool(chosen), total=rows.count() if chosen else self._unmarked().count(),
            back=f"{reverse('imports:waiting')}?{self.request.GET.urlencode()}",
        )  # fmt: skip
        return TemplateResponse(self.request, "investigations/admin/imports/sure.html", context)

    def _unmarked(self) -> Any:
        return WaitingFilter(self.request.GET).narrowed(self._waiting()).filter(look="").order_by("pk")

    def _publish_all(self) -> None:
        """All that the filter shows, but for what is marked: that is looked at one by one."""
        rows = self._unmarked()
        last, count = 0, 0
        while keys := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:A_TASK]):
            publish_waiting.enqueue(keys, self.request.user.pk)
            last, count = keys[-1], count + len(keys)
        self._say(
            ngettext("%(count)s fiche va paraître.", "%(count)s fiches vont paraître peu à peu.", count),
            count,
        )

    def _say(self, words: str, count: int) -> None:
        messages.success(self.request, words % {"count": count})

    def _waiting(self) -> Any:
        return ImportedFrom.objects.visible_to(self.request.user).waiting()
