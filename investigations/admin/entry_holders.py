"""Who keeps an entry, for editors: invite, remove; and what strangers ask about entries."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from classrooms.admin.base import perform, private
from classrooms.errors import Refusal
from investigations.admin.base import EditorsView
from investigations.directory.actions.change_holders import invite_by_editor, remove_by_editor
from investigations.directory.actions.settle_requests import decline_request, grant_request
from investigations.directory.models import CitizenProject, EntryRequest

SETTLED_SHOWN = 30


class InviteForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Son nom"), max_length=100, error_messages={"required": gettext_lazy("Écrivez son nom.")}
    )
    email = forms.EmailField(
        label=gettext_lazy("Son adresse e-mail"), max_length=254,
        error_messages={"required": gettext_lazy("Écrivez son adresse e-mail.")},
    )  # fmt: skip


class HoldersView(EditorsView):
    template_name = "investigations/admin/entries/holders.html"
    page_title = gettext_lazy("Qui tient la fiche")
    header_icon = "user"

    @cached_property
    def project(self) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("wagtailsnippets_directory_citizenproject:list"), "label": _("Projets citoyens")}
        return [
            *self.breadcrumbs_items, every, {"url": self._entry(), "label": str(self.project)},
            {"url": "", "label": self.page_title},
        ]  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", InviteForm(initial=self._known()))
        return super().get_context_data(
            project=self.project, holders=self.project.holders.all(), back=self._entry(),
            sources=self.project.imported_from.select_related("source"), **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if asked := request.POST.get("remove", ""):
            holders = self.project.holders.all()
            other = get_object_or_404(holders, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
            remove_by_editor(holder=other, by=request.user)
            messages.success(request, _("Cette personne ne tient plus la fiche."))
            return redirect("entry_holders:holders", self.project.pk)
        form = InviteForm(request.POST)
        if form.is_valid():
            try:
                invite_by_editor(project=self.project, by=request.user, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error("email", str(refusal))
            else:
                messages.success(request, _("Une lettre vient de partir : rien ne change avant un oui."))
                return redirect("entry_holders:holders", self.project.pk)
        return private(self.render_to_response(self.get_context_data(form=form)))

    def _known(self) -> dict[str, str]:
        """Who is written as its contact, unless they are there already."""
        email = self.project.contact_email
        if not email or self.project.holders.of(email).exists():
            return {}
        return {"email": email, "name": self.project.contact_name}

    def _entry(self) -> str:
        return reverse("wagtailsnippets_directory_citizenproject:edit", args=[self.project.pk])


class RequestsView(EditorsView):
    template_name = "investigations/admin/entries/requests.html"
    page_title = gettext_lazy("Demandes sur des fiches")
    header_icon = "user"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = EntryRequest.objects.visible_to(self.request.user).select_related("project", "settled_by")
        settled = asked.exclude(settled_at=None).order_by("-settled_at")[:SETTLED_SHOWN]
        return super().get_context_data(waiting=asked.waiting(), settled=settled, **kwargs)


class RequestView(EditorsView):
    template_name = "investigations/admin/entries/request.html"
    header_icon = "user"

    @cached_property
    def asked(self) -> EntryRequest:
        mine = EntryRequest.objects.visible_to(self.request.user).select_related("project", "settled_by")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Demande sur une fiche")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("entry_holders:requests"), "label": RequestsView.page_title}
        return [*self.breadcrumbs_items, every, {"url": "", "label": str(self.asked.project)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(asked=self.asked, project=self.asked.project, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self._settle(request))
        return redirect("entry_holders:requests")

    def _settle(self, request: HttpRequest) -> str:
        if "grant" not in request.POST:
            decline_request(request=self.asked, by=request.user)
            return _("La demande est classée : la fiche reste comme elle est.")
        grant_request(request=self.asked, by=request.user)
        if self.asked.kind == EntryRequest.Kind.CLAIM:
            return _("Une lettre vient de partir : rien ne change avant un oui.")
        return _("La fiche est supprimée.")


urlpatterns = [
    path("<int:pk>/porteurs/", HoldersView.as_view(), name="holders"),
    path("demandes/", RequestsView.as_view(), name="requests"),
    path("demandes/<int:pk>/", RequestView.as_view(), name="request"),
]
