"""The page on which everybody finds a project: the list, whole without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms.open_data.frames import taken_from_list
from cms.projects.asking import KILOMETRES, TICKS, Asked, written
from investigations.directory.finding import Answer, Hit, counts_of_all, find
from investigations.directory.models import CitizenProject
from investigations.directory.places.models import of_cause
from investigations.directory.places.searching import nearest
from investigations.directory.spelling import FEW, suggestion
from workshop.geo import Point, walking_minutes
from workshop.middleware import policy_with_place

# Further, nobody goes on foot.
MINUTES_AT_MOST = 90
NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    # None where it can't be said exactly.
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Loosening:
    """A part of the question that may be taken out."""

    label: str
    address: str


def how_far(metres: float) -> str:
    """As the crow flies, then on foot: “350 m · 7 min à pied”."""
    if metres < 950:
        far = _("%(metres)s m") % {"metres": max(10, round(metres / 10) * 10)}
    else:
        kilometres = round(metres / 1000, 1) if metres < 10_000 else round(metres / 1000)
        far = _("%(km)s km") % {"km": number_format(kilometres, use_l10n=True)}
    minutes = walking_minutes(metres)
    if minutes > MINUTES_AT_MOST:
        return far
    return _("%(far)s · %(minutes)s min à pied") % {"far": far, "minutes": max(1, minutes)}


class ProjectListView(TemplateView):
    template_name = "cms/project_list.html"
    paginate_by = 24

    @cached_property
    def asked(self) -> Asked:
        return Asked.in_address(self.request.GET)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, everywhere = self.asked, counts_of_all(self.asked.causes)
        answer = find(asked.question, everywhere)
        page = Paginator(answer.hits, self.paginate_by).get_page(self.request.GET.get("page"))
        shown = _with_projects(page.object_list)
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "answer": answer,
            "page_obj": page,
            "found": shown,
            "from_point": written(asked.place.point) if asked.place.point else "",
            "distances": [Choice(str(km), _("à moins de %(km)s km") % {"km": km}, None, km == asked.kilometres)
                          for km in KILOMETRES],
            "causes": self.causes(answer),
            "ticks": self.ticks(answer, everywhere),
            **self.spelling(answer),
            **self.map(shown),
            **taken_from_list(asked),
            "loosenings": [] if answer.hits else self.loosenings(),
        }  # fmt: skip

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        response = super().render_to_response(context, **kwargs)
        # Of all pages this one may ask the device where it is, and does when its button is pressed.
        response.headers["Permissions-Policy"] = policy_with_place()
        return response

    def spelling(self, answer: Answer) -> dict[str, str]:
        asked = self.asked
        better = suggestion(asked.words) if asked.words and len(answer.hits) < FEW else ""
        return {"suggestion": better, "suggestion_address": asked.address(q=better)}

    def map(self, shown: list[tuple[CitizenProject, str]]) -> dict[str, Any]:
        """What the map's script reads: the projects of this page are what it shows first."""
        return {
            "listed_places": [
                {"id": project.pk, "lat": project.latitude, "lon": project.longitude}
                for project, _distance in shown
                if project.latitude is not None
            ],
            "map_filters": self.asked.address(lieu=None, de=None).removeprefix("?"),
            "map_tiles": settings.MAP_TILES_URL,
            "map_attribution": settings.TILES_ATTRIBUTION if settings.TILES_URL else "",
        }

    def causes(self, answer: Answer) -> list[Choice]:
        chosen = self.asked.chosen_causes
        return [
            Choice(cause.slug, cause.name, _counted(answer, of_cause(cause.pk)), cause in chosen)
            for cause in self.asked.causes
        ]

    def ticks(self, answer: Answer, everywhere: Mapping[int, int]) -> list[Choice]:
        """What no project of the whole directory offers is not asked for."""
        return [
            Choice(name, str(facet.label), _counted(answer, facet), name in self.asked.ticks)
            for name, facet in TICKS.items()
            if everywhere.get(facet) or name in self.asked.ticks
        ]

    def loosenings(self) -> list[Loosening]:
        asked = self.asked
        found = []
        if asked.kilometres and asked.place.point:
            found.append(Loosening(_("chercher à toute distance"), asked.address(rayon=None)))
        if asked.words:
            found.append(Loosening(_("sans les mots « %(words)s »") % {"words": asked.words}, asked.address(q=None)))
        if causes := asked.chosen_causes:
            names = ", ".join(f"« {cause.name} »" for cause in causes)
            found.append(
                Loosening(_("dans toutes les causes, pas seulement %(causes)s") % {"causes": names},
                          asked.address(cause=None))
            )  # fmt: skip
        for name in asked.ticks:
            left = [other for other in asked.ticks if other != name]
            found.append(Loosening(_("sans « %(tick)s »") % {"tick": TICKS[name].label}, asked.address(avec=left)))
        return found


def neighbours_of(key: int, here: Point) -> list[tuple[CitizenProject, str]]:
    near = nearest(here, limit=NEIGHBOURS + 1)
    return _with_projects([Hit(one.project, one.metres) for one in near if one.project != key][:NEIGHBOURS])


def _counted(answer: Answer, facet: int) -> int | None:
    return answer.counts.get(facet, 0) if answer.whole or answer.counts else None


def _with_projects(hits: list[Hit]) -> list[tuple[CitizenProject, str]]:
    projects = CitizenProject.objects.live().for_cards().in_bulk([hit.project for hit in hits])
    return [
        (projects[hit.project], "" if hit.metres is None else how_far(hit.metres))
        for hit in hits
        if hit.project in projects
    ]
