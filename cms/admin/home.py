"""What an editor finds on arriving, beside Wagtail's own list of what to approve: what is public, what is drafted."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from cms.admin.removals import RemovalsPanel
from cms.admin.replies import RepliesPanel
from cms.models import LegalSettings, RemovalRequest, StoryPage, StoryReply
from investigations.directory.models import CitizenProject, CitizenProjectQuerySet, ImportedFrom

MOST_DRAFTS = 10
# News of Wagtail and its guide are in English, elsewhere, and mark the menu with a number that nobody asked for.
_ELSEWHERE = ("whats-new-in-wagtail", "editor-guide")


class CountItem(SummaryItem):
    template_name = "cms/admin/count.html"

    def __init__(self, request: HttpRequest, *, order: int, icon: str, url: str, words: str) -> None:
        super().__init__(request)
        self.order, self.icon, self.url, self.words = order, icon, url, words

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"icon_name": self.icon, "url": self.url, "words": self.words}


class ProjectDraftsPanel(Component):
    """Projects whose last words are not public yet, and that are not waiting in the workflow already."""

    name = "project_drafts"
    template_name = "cms/admin/project_drafts.html"
    order = 215

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        drafts = unpublished_projects()
        newest = drafts.select_related("latest_revision__user").order_by("-latest_revision__created_at", "pk")
        return {"projects": newest[:MOST_DRAFTS], "total": drafts.count()}


class LegalPanel(Component):
    """Until the law's list is filled in."""

    name = "legal"
    template_name = "cms/admin/legal_panel.html"
    order = 60

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"missing": self.missing, "address": reverse("wagtailsettings:edit", args=["cms", "legalsettings"])}


def unpublished_projects() -> CitizenProjectQuerySet:
    in_workflow = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(CitizenProject)
    )
    drafts = CitizenProject.objects.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(
        pk__in=[int(key) for key in in_workflow.values_list("object_id", flat=True)]
    )
    # A whole register may wait in a list of its own.
    return drafts.exclude(pk__in=ImportedFrom.objects.waiting().filter(project__latest_revision=None).values("project"))


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.is_editor:
        panels.append(ProjectDraftsPanel())
        if RemovalRequest.objects.waiting().exists():
            panels.append(RemovalsPanel())
        if StoryReply.objects.waiting().exists():
            panels.append(RepliesPanel())
        if missing := LegalSettings.load(request).missing():
            panels.append(LegalPanel(missing))


def count_what_matters(request: HttpRequest, items: list[Component]) -> None:
    if not request.user.is_editor:
        return
    stories = reverse("wagtailadmin_pages:type_use", args=["cms", "storypage"])
    projects = reverse("wagtailsnippets_directory_citizenproject:list")
    told, live = StoryPage.objects.live().count(), CitizenProject.objects.live().count()
    writing = StoryPage.objects.not_live().count()
    counted = [
        ("doc-full", stories, ngettext("%(count)s récit publié", "%(count)s récits publiés", told), told),
        ("edit", stories, ngettext("%(count)s récit en cours", "%(count)s récits en cours", writing), writing),
        ("site", projects, ngettext("%(count)s projet publié", "%(count)s projets publiés", live), live),
    ]
    items[:] = [
        CountItem(request, order=place, icon=icon, url=url, words=words % {"count": count})
        for place, (icon, url, words, count) in enumerate(counted)
    ]


def keep_own_help(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(_ELSEWHERE)]
