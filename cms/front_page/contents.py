"""What the parts of the front page show: each in a few queries, whatever there is."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count
from django.utils.translation import ngettext

from cms.projects.asking import point_in
from cms.projects.finding import how_far
from cms.projects.sketch import heaped, spread
from cms.stories.listing import place_name
from investigations.directory.known_places import known_place
from investigations.directory.models import Cause, CitizenProject
from investigations.directory.places.models import Facet
from investigations.directory.places.searching import count_of, latest, nearest
from workshop.geo import Point

if TYPE_CHECKING:
    from cms.models import StoryPage

A_ROW, CARDS, DOTS = 3, 4, 160
# So many pins stand beside each other on a teaser.
FEW = 40


def _told() -> Any:
    """The blocks are a part of the models that they show."""
    return apps.get_model("cms", "StoryPage").objects


def leading(chosen: Any, shown: set[int]) -> "StoryPage | None":
    """A story that left the site leads nothing: the newest takes its place."""
    stories = _told().for_cards()
    story = (chosen and stories.filter(pk=chosen.pk).first()) or stories.exclude(pk__in=shown).first()
    if story:
        shown.add(story.pk)
    return story


def stories(slug: str, shown: set[int]) -> dict[str, Any]:
    cause = Cause.objects.filter(slug=slug).first() if slug else None
    found = _told().for_cards().exclude(pk__in=shown)
    row = list((found.of_cause(cause) if cause else found)[:A_ROW])
    shown.update(story.pk for story in row)
    return {"stories": row, "cause": cause}


def place_of(words: str) -> Point | None:
    """Known to the directory itself: no service is asked while a page is read."""
    if point := point_in(words):
        return point
    known = known_place(words)
    return known.point if known else None


def place_label(words: str) -> str:
    """“Paris 19e” for 75019; a point has no name."""
    known = None if point_in(words) else known_place(words)
    if known is None:
        return ""
    postcode, _space, commune = known.label.partition(" ")
    return place_name(postcode, commune) if postcode.isdecimal() and commune else known.label


def near(words: str) -> list[tuple[CitizenProject, str]]:
    """The three nearest; without a place, or where nothing is near, the newest."""
    centre = place_of(words) if words else None
    metres = {one.project: one.metres for one in nearest(centre, limit=A_ROW)} if centre else {}
    if not metres:
        return [(project, "") for project in newest_projects()[:A_ROW]]
    projects = CitizenProject.objects.live().for_cards().in_bulk(metres)
    return [(projects[key], how_far(far)) for key, far in metres.items() if key in projects]


def newest_projects() -> list[CitizenProject]:
    return list(CitizenProject.objects.live().for_cards().order_by("-last_published_at", "pk")[:CARDS])


def map_teaser() -> dict[str, Any]:
    keys = latest(limit=DOTS)
    rows = CitizenProject.objects.filter(pk__in=keys).order_by().values_list("latitude", "longitude")
    dots = spread([Point(lat, lon) for lat, lon in rows])
    few = len(dots) <= FEW
    return {"dots": heaped(dots) if few else dots, "few": few, "total": count_of(Facet.ALL)}


def figures() -> list[tuple[int, str]]:
    """Counted of what the public can read today."""
    counted = _told().live().public().aggregate(
        stories=Count("pk", distinct=True),
        classes=Count("investigation__classroom", distinct=True),
        projects=Count("investigation__project", distinct=True),
        communes=Count("investigation__project__commune", distinct=True),
    )  # fmt: skip
    if not counted["stories"]:
        return []
    stories, classes, projects, communes = (counted[name] for name in ("stories", "classes", "projects", "communes"))
    return [
        (stories, ngettext("récit à lire", "récits à lire", stories)),
        (classes, ngettext("classe d’enquêteurs", "classes d’enquêteurs", classes)),
        (projects, ngettext("projet visité", "projets visités", projects)),
        (communes, ngettext("commune", "communes", communes)),
    ]
