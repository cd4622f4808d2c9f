"""Public pages that are not Wagtail pages. They show what is published, and nothing of a project's contact."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView, ListView, TemplateView

from cms.models import StoryPage
from investigations.directory.models import Cause, CitizenProject

QUERY_LENGTH = 100
HITS = 12
MOST_HITS = 500


def typed_query(value: str | None) -> str:
    return (value or "").replace("\x00", "").strip()[:QUERY_LENGTH]


class ProjectListView(ListView[CitizenProject]):
    template_name = "cms/project_list.html"
    paginate_by = 24

    def get_queryset(self) -> QuerySet[CitizenProject]:
        self.query = typed_query(self.request.GET.get("q"))
        self.cause = Cause.objects.filter(slug=self.request.GET.get("cause", "")).first()
        projects = CitizenProject.objects.live().for_cards().order_by("name", "pk")
        if self.cause:
            projects = projects.filter(causes=self.cause)
        if self.query:
            hits = CitizenProject.objects.live().search(self.query)[:MOST_HITS]
            projects = projects.filter(pk__in=[project.pk for project in hits])
        return projects

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = {"causes": Cause.objects.all(), "cause": self.cause, "query": self.query}
        return context | chosen | {"projects": context["page_obj"]}

    def paginate_queryset(self, queryset: QuerySet[CitizenProject], page_size: int) -> Any:
        """A page number beyond the end, or none at all, is the nearest page rather than an error."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()


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
