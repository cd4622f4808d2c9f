"""What a letter holds at this moment: its references, looked up among what is public. The rest isn't there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cms.models import NewsletterIssue, StoryPage, Subscriber
from investigations.directory.models import CitizenProject, OpenVisit
from workshop.geo import Point, distance_m

Found = dict[str, dict[int, Any]]


@dataclass(frozen=True, slots=True)
class Item:
    # A story, a project or a visit; the thing itself.
    kind: str
    thing: Any
    causes: frozenset[int]
    point: Point | None

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.thing.pk


@dataclass(frozen=True, slots=True)
class Wishes:
    """The place and the causes that somebody follows; nothing of both follows all."""

    point: Point | None
    metres: float
    causes: frozenset[int]

    @classmethod
    def of(cls, subscriber: Subscriber) -> "Wishes":
        """Expects their causes to be prefetched."""
        causes = frozenset(cause.pk for cause in subscriber.causes.all())
        return cls(subscriber.point, 1000.0 * (subscriber.kilometres or 0), causes)

    def take(self, item: Item) -> bool:
        if self.causes and self.causes.isdisjoint(item.causes):
            return False
        if self.point is None:
            return True
        return item.point is not None and distance_m(self.point, item.point) <= self.metres


def items_of(issue: NewsletterIssue, *, past: bool = False) -> list[Item]:
    """In the editor's order. ``past``: with visits that have been, for the archive."""
    refs = _refs(issue)
    found: Found = {
        "story": StoryPage.objects.for_cards()
        .prefetch_related("investigation__project__causes")
        .in_bulk(keys_of(issue, "story")),
        "project": CitizenProject.objects.live().for_cards().in_bulk(keys_of(issue, "project")),
        "visit": _visits(past).in_bulk(keys_of(issue, "visit")),
    }
    return [_item(kind, found[kind][key]) for kind, key in refs if key in found[kind]]


def keys_of(issue: NewsletterIssue, kind: str) -> list[int]:
    """Public or not."""
    return [key for of, key in _refs(issue) if of == kind]


def _refs(issue: NewsletterIssue) -> list[tuple[str, int]]:
    return list(dict.fromkeys((part["type"], int(part["value"])) for part in issue.items.raw_data if part["value"]))


def chosen_for(wishes: Wishes, items: list[Item]) -> list[Item]:
    """The first one goes along with any letter; but where nothing is what they follow, there is no letter."""
    wanted = [item for item in items if wishes.take(item)]
    return [*items[:1], *(item for item in wanted if item is not items[0])] if wanted else []


def _visits(past: bool) -> Any:
    visits = OpenVisit.objects.public().select_related("project").prefetch_related("project__causes")
    return visits if past else visits.coming(timezone.now())


def _item(kind: str, thing: Any) -> Item:
    project = thing if kind == "project" else thing.project
    point = None if project.latitude is None else project.point
    return Item(kind, thing, frozenset(cause.pk for cause in project.causes.all()), point)


def of_kind(kind: str, items: Iterable[Item]) -> list[Any]:
    return [item.thing for item in items if item.kind == kind]
