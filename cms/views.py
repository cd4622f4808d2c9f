"""Public pages that are not Wagtail pages. They show what is published, and nothing of a project's contact."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import DetailView, TemplateView

from cms.models import StoryPage
from cms.open_data.licence import whole
from cms.open_data.linked import block, project_in_words
from cms.projects.asking import point_in, typed_query, written
from cms.projects.finding import how_far, neighbours_of
from cms.searching import ALONE, meant, search
from investigations.directory.models import CitizenProject, StillTrue
from workshop.geo import distance_m

VISITS = 6


def tells_more(project: CitizenProject) -> bool:
    """Than its summary, in sentences."""
    return bool(project.description or project.how_it_was_made or (project.welcomes_classes and project.welcome_how))


class ProjectView(DetailView[CitizenProject]):
    template_name = "cms/project.html"
    context_object_name = "project"

    def get_queryset(self) -> QuerySet[CitizenProject]:
        return CitizenProject.objects.live().for_cards()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            moved = CitizenProject.objects.live().filter(former_addresses__slug=kwargs["slug"]).first()
            if moved is None:
                raise
            query = request.META["QUERY_STRING"]
            return redirect(moved.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, start = self.object, point_in(self.request.GET.get("de"))
        here = None if project.latitude is None else project.point
        takes_offers = list(project.holders.confirmed().values_list("takes_offers", flat=True))
        visits = list(project.open_visits.coming().select_related("project")[:VISITS])
        return super().get_context_data(**kwargs) | {
            "visits": visits,
            "tells_more": tells_more(project),
            "linked": block(project_in_words(project, visits)),
            "whole_address": whole(project.get_absolute_url()),
            "stories": StoryPage.objects.for_cards().about(project),
            "distance": how_far(distance_m(start, here)) if start and here else "",
            "from_point": written(start) if start else "",
            "unconfirmed_since": _unconfirmed_since(project),
            "held": bool(takes_offers),
            "takes_offers": any(takes_offers),
            "recommends": project.recommendations_given.public().select_related("receiver"),
            "recommended_by": project.recommendations_received.public().select_related("giver"),
            "neighbours": neighbours_of(project.pk, here) if here else [],
        }


def _unconfirmed_since(project: CitizenProject) -> datetime.datetime | None:
    """Who keeps it was asked twice and said nothing: a neighbour should know before setting out."""
    known = StillTrue.objects.filter(project=project).first()
    if known is None or not known.is_marked:
        return None
    return known.said_at or project.last_published_at or project.first_published_at


class SearchView(TemplateView):
    template_name = "cms/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = typed_query(self.request.GET.get("q"))
        alone = self.request.GET.get("dans", "")
        found = search(query, alone, self.request.GET.get("page", 1))
        suggestion = meant(query, found) if query and alone not in ALONE else ""
        return super().get_context_data(**kwargs) | {
            "query": query, "found": found, "suggestion": suggestion, "alone": alone if alone in ALONE else "",
        }  # fmt: skip
