"""From what a class found out to a draft: tick, choose how each part is told, put in order."""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
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
from investigations.selection import Finding, PhotoFinding, findings_of

TITLE_LENGTH = 120


class Part(NamedTuple):
    """A line of the form: what was found, and what the teacher wants of it."""

    finding: Finding | PhotoFinding
    is_photo: bool
    ticked: bool
    as_quote: bool


def _is_quote(sent: QueryDict, key: str) -> bool:
    return sent.get(f"as-{key}") == "quote"


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
        return super().get_context_data(
            investigation=self.investigation,
            parts=self._parts(),
            title=self.request.POST.get("title", self.investigation.project.name),
            stories=StoryPage.objects.filter(investigation=self.investigation).order_by("-latest_revision_created_at"),
            **kwargs,
        )

    def _parts(self) -> list[Part]:
        """What was found: as it was sorted, ticked and told when a refused form comes back; else what stands alone."""
        findings, sent = findings_of(self.investigation), self.request.POST
        if self.request.method != "POST":
            return [Part(found, isinstance(found, PhotoFinding), found.stands_alone, False) for found in findings]
        places = {key: place for place, key in enumerate(sent.getlist("part") or sent.getlist("pick"))}
        findings = sorted(findings, key=lambda finding: places.get(finding.key, len(places)))
        picked = set(sent.getlist("pick"))
        return [
            Part(finding, isinstance(finding, PhotoFinding), finding.key in picked, _is_quote(sent, finding.key))
            for finding in findings
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title = " ".join(request.POST.get("title", "").split())[:TITLE_LENGTH]
        picks = [Pick(key, _is_quote(request.POST, key)) for key in request.POST.getlist("pick")]
        try:
            if not title:
                raise Refusal(_("Donnez un titre au récit."), code="no_title")
            story = compose_story(investigation=self.investigation, title=title, picks=picks, by=request.user)
        except (Refusal, ValidationError) as refusal:
            messages.error(request, str(refusal))
            return private(self.render_to_response(self.get_context_data()))
        messages.success(request, _("Le brouillon est prêt. Complétez-le, puis soumettez-le à la relecture."))
        return redirect("wagtailadmin_pages:edit", story.pk)
