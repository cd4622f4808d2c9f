"""What stands around a story for who reads it: how long it takes, how it was made, where that is, what comes next."""

import datetime
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.open_data.licence import whole
from cms.open_data.linked import block, story_in_words
from cms.projects.finding import how_far
from cms.projects.sketch import lay_out
from cms.stories.texts import texts_of
from investigations.directory.places.searching import nearest
from investigations.models import Report
from workshop.geo import Point, bounding_box, distance_m

if TYPE_CHECKING:
    from cms.models import StoryPage

# What a child of ten reads aloud or in silence; adults are quicker, and have time to look at the pictures.
WORDS_A_MINUTE = 180
NEXT, AROUND = 3, 60
RADII_M = (3_000, 20_000, 100_000)
# What is read of a story: not what only search engines and screen readers meet.
_UNSEEN = {"slug", "seo_title", "search_description", "alt", "reply"}
VISITS = 3


@dataclass(frozen=True, slots=True)
class Method:
    """How the class went about it."""

    guide: str
    month: datetime.date | None
    questions: int
    notebooks: int


def minutes_of(page: "StoryPage") -> int:
    words = sum(len(re.findall(r"\w[\w’'-]*", text.text)) for text in texts_of(page) if text.field not in _UNSEEN)
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def method_of(page: "StoryPage") -> Method:
    investigation = page.investigation
    opened = investigation.opened_at.date() if investigation.opened_at else None
    notebooks = Report.objects.filter(assignment__investigation=investigation, state=Report.State.ACCEPTED).count()
    asked = len(investigation.questions)
    return Method(investigation.guide.title, investigation.starts_on or opened, asked, notebooks)


def sketch_of(page: "StoryPage") -> dict[str, Any]:
    school, there = page.classroom.school, page.project.point
    if there is None or not page.project.is_public:
        return {"sketch": None, "far": ""}
    here = Point(school.latitude, school.longitude)
    middle = Point((here.lat + there.lat) / 2, (here.lon + there.lon) / 2)
    others = [near.point for near in nearest(middle, limit=AROUND) if near.project != page.project.pk]
    sketch = lay_out(here, there, others)
    return {"sketch": sketch, "far": how_far(sketch.metres) if sketch else ""}


def next_stories(page: "StoryPage") -> "list[tuple[StoryPage, str]]":
    """Of the projects nearest to this one's; the newest ones where it stands nowhere, or alone. What is paused tells
    nobody where it is."""
    stories = type(page).objects
    others = stories.live().public().exclude(pk=page.pk)
    here = page.project.point if page.project.is_public else None
    near = _nearest(others, here) if here else []
    keys = [key for _metres, key in near]
    if len(keys) < NEXT:
        newest = others.exclude(pk__in=keys).order_by("-first_published_at", "-pk").values_list("pk", flat=True)
        keys += newest[: NEXT - len(keys)]
    by_key, metres = stories.for_cards().in_bulk(keys), {key: metres for metres, key in near}
    return [(by_key[key], how_far(metres[key]) if key in metres else "") for key in keys if key in by_key]


def _nearest(stories: Any, centre: Point) -> list[tuple[float, int]]:
    """In a box that grows: the projects' index on points is what is read."""
    found: list[tuple[float, int]] = []
    for radius in RADII_M:
        box = bounding_box(centre, radius)
        there = stories.filter(
            investigation__project__live=True,
            investigation__project__paused_at=None,
            investigation__project__latitude__range=(box.south, box.north),
            investigation__project__longitude__range=(box.west, box.east),
        )
        rows = there.order_by().values_list(
            "pk", "investigation__project__latitude", "investigation__project__longitude"
        )
        found = sorted((distance_m(centre, Point(lat, lon)), key) for key, lat, lon in rows)
        if len(found) >= NEXT:
            break
    return found[:NEXT]


def context_of(page: "StoryPage") -> dict[str, Any]:
    return {
        "minutes": minutes_of(page),
        "method": method_of(page),
        "visits": list(page.project.open_visits.coming()[:VISITS]) if page.project.is_public else [],
        "has_card": any(block.block_type == "project" for block in page.body),
        # The first picture is what a reader waits for.
        "leading": next((block.id for block in page.body if block.block_type == "photo"), ""),
        "next_stories": next_stories(page),
        "address": whole(page.url) if page.live and page.url else "",
        "linked": block(story_in_words(page)) if page.live else "",
        **sketch_of(page),
    }
