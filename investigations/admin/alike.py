"""Entries that may be the same project, for editors: drafts too, and why. Two that are not are told apart for good."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from classrooms.admin.base import private
from investigations.admin.base import FieldView
from investigations.directory.actions.say_not_the_same import say_not_the_same
from investigations.directory.duplicates import Reason, duplicates_of
from investigations.directory.models import CitizenProject, ProjectPicture

WHY = {
    Reason.NEAR: gettext_lazy("tout près, sous un nom proche"),
    Reason.SAME_TOWN: gettext_lazy("un nom proche dans la même commune"),
    Reason.SAME_EMAIL: gettext_lazy("la même adresse e-mail"),
    Reason.SAME_WEBSITE: gettext_lazy("le même site web"),
}


class AlikeView(FieldView):
    template_name = "investigations/admin/alike.html"
    header_icon = "copy"
    page_title = gettext_lazy("Fiches qui se ressemblent")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_editor:
            raise Http404

    @cached_property
    def project(self) -> CitizenProject:
        return self._project(self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailsnippets_directory_citizenproject:edit", args=[self.project.pk])
        entry = {"url": edit, "label": self.project.name}
        return [*self.breadcrumbs_items, entry, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = CitizenProject.objects.visible_to(self.request.user)
        found = [
            (one, [WHY[reason] for reason in one.reasons]) for one in duplicates_of(self.project, among=every)
        ]  # fmt: skip
        return super().get_context_data(project=self.project, found=found, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        typed = request.POST.get("other", "")
        other = self._project(int(typed) if typed.isdecimal() and len(typed) < 18 else 0)
        say_not_the_same(project=self.project, other=other, editor=request.user)
        messages.success(request, _("C’est noté : ce sont deux projets."))
        return redirect("project_alike", pk)

    def _project(self, pk: int) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.visible_to(self.request.user), pk=pk)


class PictureView(View):
    def get(self, request: HttpRequest, picture: uuid.UUID) -> FileResponse:
        if not request.user.is_editor:
            raise Http404
        found = get_object_or_404(ProjectPicture.objects.visible_to(request.user), pk=picture)
        response = private(FileResponse(found.file.open("rb"), content_type="image/jpeg"))
        response["X-Content-Type-Options"] = "nosniff"
        return response
