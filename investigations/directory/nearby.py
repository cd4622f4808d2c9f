"""The projects nearest to a school: the database narrows by a box that grows, then distances sort what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from investigations.directory.models import CitizenProject, CitizenProjectQuerySet
from workshop.geo import Point, distance_m, walking_metres, walking_minutes

RADII_M = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Nearby:
    project: CitizenProject
    # As the crow flies.
    metres: float

    @property
    def minutes(self) -> int:
        """On foot, for a class."""
        return walking_minutes(self.metres)

    @property
    def kilometres(self) -> float:
        """On foot, to the nearest hundred metres."""
        return round(walking_metres(self.metres) / 1000, 1)


def how_far(project: CitizenProject, *, centre: Point) -> Nearby | None:
    """None while nobody has said where the project is."""
    return Nearby(project, distance_m(centre, project.point)) if project.point else None


def nearest(
    projects: CitizenProjectQuerySet, *, centre: Point, levels: Sequence[str] = (), enough: int = ENOUGH
) -> list[Nearby]:
    """The ``enough`` nearest of ``projects`` within 50 km, nearest first; equal distances by primary key.

    With ``levels``, only those that welcome every one of them; a project that names no level welcomes all.
    """
    found: list[tuple[float, int]] = []
    for radius in RADII_M:
        found = _within(projects, centre, radius, levels)
        if len(found) >= enough:
            break
    chosen = sorted(found)[:enough]
    by_key = projects.for_cards().in_bulk([key for _, key in chosen])
    return [Nearby(by_key[key], metres) for metres, key in chosen]


def _within(
    projects: CitizenProjectQuerySet, centre: Point, radius: float, levels: Sequence[str]
) -> list[tuple[float, int]]:
    # The levels are a list in JSON, which SQLite can't search: four columns of the few rows in the box are read.
    rows = projects.within_box(centre, radius).order_by().values_list("pk", "latitude", "longitude", "welcome_levels")
    measured = [
        (distance_m(centre, Point(latitude, longitude)), key)
        for key, latitude, longitude, welcome in rows
        if not levels or not welcome or set(levels) <= set(welcome)
    ]
    return [(metres, key) for metres, key in measured if metres <= radius]


def with_room_for(projects: CitizenProjectQuerySet, pupils: int) -> CitizenProjectQuerySet:
    """Those that welcome classes of this size; who names no greatest number is asked."""
    return projects.filter(Q(max_pupils=None) | Q(max_pupils__gte=pupils), welcomes_classes=True)
