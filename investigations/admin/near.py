"""Choosing a project within walking distance of the school: the list, the map, and what the teacher may filter by."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from classrooms.models import Classroom
from investigations.directory.models import Cause, CitizenProject
from investigations.directory.nearby import Nearby, nearest, with_room_for
from workshop.geo import metres_in

# Minutes on foot around the school, drawn on the map.
RINGS = (10, 20, 30, 45, 60)


@dataclass
class Search:
    """What the chooser's filters say. ``welcome`` is empty, ``classes`` or ``ours``."""

    classroom: Classroom
    cause: str = ""
    welcome: str = ""
    words: str = ""

    @classmethod
    def asked(cls, request: HttpRequest, classroom: Classroom) -> "Search":
        get = request.GET.get
        return cls(classroom, get("cause", ""), get("accueil", ""), get("q", "").strip()[:100])

    @cached_property
    def pupils(self) -> int:
        return self.classroom.pupils.count()

    @cached_property
    def causes(self) -> list[Cause]:
        return list(Cause.objects.all())

    @property
    def filters(self) -> bool:
        return bool(self.cause or self.welcome or self.words)

    def welcomes(self) -> list[tuple[str, str]]:
        levels = ", ".join(self.classroom.levels)
        ours = _("Peut accueillir la classe (%(levels)s)") % {"levels": levels}
        if self.pupils:
            ours = _("Peut accueillir la classe (%(levels)s, %(count)s élèves)") % {
                "levels": levels, "count": self.pupils
            }  # fmt: skip
        return [("", _("Tous les projets")), ("classes", _("Accueille des classes")), ("ours", ours)]

    def results(self) -> list[Nearby]:
        projects = CitizenProject.objects.live()
        if self.cause:
            projects = projects.filter(causes__slug=self.cause)
        if self.welcome == "classes":
            projects = projects.filter(welcomes_classes=True)
        if self.welcome == "ours":
            projects = with_room_for(projects, self.pupils)
        for word in self.words.split():
            projects = projects.filter(name__icontains=word)
        levels = self.classroom.levels if self.welcome == "ours" else ()
        return nearest(projects, centre=self.classroom.school.point, levels=levels)


def context(request: HttpRequest, classroom: Classroom) -> dict[str, Any]:
    search = Search.asked(request, classroom)
    found = list(enumerate(search.results(), start=1))
    return {"search": search, "found": found, "map": map_data(classroom, found)}


def map_data(classroom: Classroom, found: list[tuple[int, Nearby]]) -> dict[str, Any]:
    """What the map's script reads."""
    school = classroom.school
    return {
        "school": {"name": school.name, "lat": school.latitude, "lon": school.longitude},
        "projects": [
            {"id": near.project.pk, "number": number, "name": near.project.name,
             "minutes": near.minutes, "lat": near.project.latitude, "lon": near.project.longitude}
            for number, near in found
        ],
        "rings": [
            {"metres": metres_in(minutes), "label": _("%(count)s min") % {"count": minutes}} for minutes in RINGS
        ],
        "tiles": settings.MAP_TILES_URL,
        "attribution": settings.TILES_ATTRIBUTION if settings.TILES_URL else "",
    }  # fmt: skip
