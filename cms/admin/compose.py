"""From what a class found out to a draft: tick, choose how each part is told, put in order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from classrooms.admin.base import private
from classrooms.errors import Refusal
from cms.actions.compose_story import Pick, compose_story
from cms.models import StoryPage
from investigations.admin.base import FieldView
from investigations.models import Investigation
from investigations.selection import PhotoFinding, findings_of

TITLE_LENGTH = 120


class ComposeView(FieldView):
    template_name = "cms/admin/compose.html"
    header_icon = "edit"

    @cached_property
    def investigation(self) -> Investigation:
        own = Investigation.objects.visible_to(self.request.user).select_related("project", "classroom")
        return get_object_or_404(own, pk=self.kwargs["investigation"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.investigation  # noqa: B018 - a foreign investigation is a 404 whatever the method

    def get_page_title(self) -> str:
        return _("Composer le récit")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = reverse("investigations:page", args=[self.investigation.pk])
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, {"url": page, "label": str(self.investigation)}, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = findings_of(self.investigation)
        chosen = self.request.POST.getlist("pick")
        parts = [(f, isinstance(f, PhotoFinding), not chosen or f.key in chosen) for f in findings]
        return super().get_context_data(
            investigation=self.investigation,
            parts=parts,
            title=self.request.POST.get("title", self.investigation.project.name),
            stories=StoryPage.objects.filter(investigation=self.investigation).order_by("-latest_revision_created_at"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title = " ".join(request.POST.get("title", "").split())[:TITLE_LENGTH]
        picks = [Pick(key, request.POST.get(f"as-{key}") == "quote") for key in request.POST.getlist("pick")]
        try:
            if not title:
                raise Refusal(_("Donnez un titre au récit."), code="no_title")
            story = compose_story(investigation=self.investigation, title=title, picks=picks, by=request.user)
        except (Refusal, ValidationError) as refusal:
            messages.error(request, str(refusal))
            return private(self.render_to_response(self.get_context_data()))
        messages.success(request, _("Le brouillon est prêt. Complétez-le, puis soumettez-le à la relecture."))
        return redirect("wagtailadmin_pages:edit", story.pk)
