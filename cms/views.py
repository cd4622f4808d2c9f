"""Public pages that are not Wagtail pages. They show what is published, and nothing of a project's contact."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView, TemplateView

from cms.asking import typed_query
from cms.models import StoryPage
from investigations.directory.models import CitizenProject

HITS = 12


class ProjectView(DetailView[CitizenProject]):
    template_name = "cms/project.html"
    context_object_name = "project"

    def get_queryset(self) -> QuerySet[CitizenProject]:
        return CitizenProject.objects.live().for_cards()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"stories": StoryPage.objects.for_cards().about(self.object)}


class SearchView(TemplateView):
    template_name = "cms/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = typed_query(self.request.GET.get("q"))
        context = super().get_context_data(**kwargs) | {"query": query, "stories": [], "projects": []}
        if query:
            context["stories"] = list(StoryPage.objects.for_cards().search(query)[:HITS])
            context["projects"] = list(CitizenProject.objects.live().for_cards().search(query)[:HITS])
        return context
