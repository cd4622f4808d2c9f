"""What a class is doing, as far as strangers may know: neither the day nor the place of a visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classrooms.models import Classroom
from investigations.models import Investigation

if TYPE_CHECKING:
    from cms.models import StoryPage


@dataclass(frozen=True, slots=True)
class GoingOn:
    """Which cause, and in which commune: dozens of projects are that."""

    causes: str
    commune: str


def going_on(classroom: Classroom, told: "Iterable[StoryPage]") -> list[GoingOn]:
    """Investigations that are not over and have no story yet; in an order that tells nothing of their days."""
    running = Investigation.objects.filter(classroom=classroom).exclude(state=Investigation.State.CLOSED)
    untold = running.exclude(pk__in=[story.investigation_id for story in told]).select_related("project")
    found = {
        GoingOn(" · ".join(cause.name for cause in one.project.causes.all()), one.project.commune)
        for one in untold.prefetch_related("project__causes")
    }
    return sorted(found, key=lambda one: (one.causes, one.commune))
