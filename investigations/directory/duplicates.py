"""Entries that may already be the project that somebody describes.

Every question is a range of an index, and reads so many rows at most: what it costs doesn't grow with the directory.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from django.db.models.functions import Lower
from rapidfuzz import fuzz

from classrooms.roster.text import plain
from investigations.directory.models import CitizenProject, CitizenProjectQuerySet, NotTheSame, ProjectHolder
from workshop.geo import Point, distance_m

NEAR_M = 250
MOST = 5
# Names of which less is in common are two names.
ALIKE = 82
# “Jardin partagé des Lilas” and “des Glycines” have most in common, and are two: each word needs its like.
ONE_WORD = 70
# Rows of one square, postcode or commune that are looked at: the name itself is always looked for.
LOOKED_AT = 3000
# A site that so many others share is their town's or their federation's.
SHARED_BY = 5
_SITES, _ADDRESSES = 60, 20
_FILLERS = {
    "a", "asso", "association", "au", "aux", "collectif", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les",
    "projet", "un", "une",
}  # fmt: skip
_COLUMNS = ("pk", "name", "latitude", "longitude", "postcode", "commune", "website")


class Reason(StrEnum):
    NEAR = "near"  # close by, under a name that is alike
    SAME_TOWN = "same_town"  # such a name in the same town, where one of the two has no point
    SAME_EMAIL = "same_email"
    SAME_WEBSITE = "same_website"


_WEIGHT = {Reason.NEAR: 40, Reason.SAME_EMAIL: 35, Reason.SAME_WEBSITE: 30, Reason.SAME_TOWN: 25}


@dataclass(frozen=True, slots=True)
class Duplicate:
    project: CitizenProject
    reasons: tuple[Reason, ...]
    distance_m: float | None
    # The greater, the likelier.
    rank: int


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    name: str
    latitude: float | None
    longitude: float | None
    postcode: str
    commune: str
    website: str

    def far_from(self, point: Point | None) -> float | None:
        if point is None or self.latitude is None or self.longitude is None:
            return None
        return distance_m(point, Point(self.latitude, self.longitude))


def likely_duplicates(
    *,
    name: str,
    point: Point | None = None,
    postcode: str = "",
    commune: str = "",
    contact_email: str = "",
    website: str = "",
    leaving_out: Iterable[int] = (),
    among: CitizenProjectQuerySet | None = None,
) -> list[Duplicate]:
    """Best first, five at most; among what is public, unless an editor asks.

    Don't give the public a ``contact_email`` that it has not proved: the answer would tell what is kept by whom.
    """
    projects = CitizenProject.objects.live() if among is None else among
    projects = projects.exclude(pk__in=list(leaving_out)).order_by()
    email, site, near = contact_email.strip().lower(), site_of(website), _near(projects, point)
    in_town = _in_town(projects, name, postcode.strip(), commune.strip())
    by_email = _by_email(projects, email)
    by_site = _by_site(projects, site, name)
    found: dict[int, tuple[_Row, set[Reason]]] = {}
    for reason, rows in (
        (Reason.NEAR, (row for row in near if _named(name, row))),
        (Reason.SAME_TOWN, (row for row in in_town if row.far_from(point) is None and _named(name, row))),
        (Reason.SAME_EMAIL, by_email),
        (Reason.SAME_WEBSITE, by_site),
    ):
        for row in rows:
            found.setdefault(row.pk, (row, set()))[1].add(reason)
    ranked = sorted(
        ((_rank(name, row, reasons, point), row, reasons) for row, reasons in found.values()),
        key=lambda one: (-one[0], one[1].pk),
    )[:MOST]
    by_key = projects.select_related("picture").in_bulk([row.pk for _rank, row, _reasons in ranked])
    return [
        Duplicate(by_key[row.pk], tuple(reason for reason in Reason if reason in reasons), row.far_from(point), rank)
        for rank, row, reasons in ranked
        if row.pk in by_key
    ]


def duplicates_of(project: CitizenProject, *, among: CitizenProjectQuerySet | None = None) -> list[Duplicate]:
    """Of an entry as it stands; without those that somebody told apart from it."""
    return likely_duplicates(
        name=project.name, point=project.point, postcode=project.postcode, commune=project.commune,
        contact_email=project.contact_email, website=project.website, among=among,
        leaving_out=told_apart(project),
    )  # fmt: skip


def told_apart(project: CitizenProject) -> Collection[int]:
    """Itself, and what somebody said it is not."""
    return {project.pk, *NotTheSame.objects.others_of(project)} if project.pk else set()


def alike(one: str, other: str, *, leaving_out: str = "") -> float:
    """0 to 100. The words that any name may have, and those of the commune, make no two names alike or different."""
    empty = _FILLERS | set(plain(leaving_out).split())
    ours, theirs = (_words(name, empty) for name in (one, other))
    if not ours or not theirs or _numbers(ours) != _numbers(theirs):
        return 0.0
    if min(len(ours), len(theirs)) > 1 and (set(ours) <= set(theirs) or set(theirs) <= set(ours)):
        return 100.0 if set(ours) == set(theirs) else 90.0
    fewer, more = sorted([ours, theirs], key=len)
    if min(max(fuzz.ratio(word, other) for other in more) for word in fewer) < ONE_WORD:
        return 0.0
    return fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs))


def site_of(website: str) -> str:
    """Host and path: what stays the same however the address was typed."""
    typed = website.strip().lower()
    try:
        parts = urlsplit(typed if "//" in typed else f"https://{typed}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host + parts.path.rstrip("/") if "." in host else ""


def _words(name: str, empty: Collection[str]) -> list[str]:
    words = plain(name).split()
    return [word for word in words if word not in empty] or words


def _numbers(words: Collection[str]) -> set[str]:
    """School 1 and school 2 are two, however much else they share."""
    return {word for word in words if word.isdecimal()}


def _named(name: str, row: _Row) -> bool:
    return alike(name, row.name, leaving_out=row.commune) >= ALIKE


def _rank(name: str, row: _Row, reasons: Collection[Reason], point: Point | None) -> int:
    far = row.far_from(point)
    closeness = 10 * max(0.0, 1 - far / NEAR_M) if far is not None else 0
    return round(sum(_WEIGHT[reason] for reason in reasons) + alike(name, row.name) / 5 + closeness)


def _near(projects: CitizenProjectQuerySet, point: Point | None) -> list[_Row]:
    if point is None:
        return []
    rows = _read(projects.within_box(point, NEAR_M))
    return [row for row in rows if (far := row.far_from(point)) is not None and far <= NEAR_M]


def _in_town(projects: CitizenProjectQuerySet, name: str, postcode: str, commune: str) -> list[_Row]:
    if postcode:
        there = projects.filter(postcode=postcode)
    elif commune:
        there = projects.filter(commune__in={commune, commune.upper(), commune.title()})
    else:
        return []
    named = there.filter(name__in={name, name.upper(), name.lower(), name.capitalize(), name.title()})
    return [*_read(named), *_read(there)]


def _by_email(projects: CitizenProjectQuerySet, email: str) -> list[_Row]:
    """As the entry's contact, or of who keeps it."""
    if not email:
        return []
    kept = list(ProjectHolder.objects.of(email).order_by().values_list("project", flat=True)[:_ADDRESSES])
    named = projects.annotate(_email=Lower("contact_email")).filter(_email=email)
    return [*_read(named, _ADDRESSES), *_read(projects.filter(pk__in=kept), _ADDRESSES)]


def _by_site(projects: CitizenProjectQuerySet, site: str, name: str) -> Iterator[_Row]:
    if not site:
        return
    ways = [f"{scheme}://{www}{site}{end}" for scheme in ("http", "https") for www in ("", "www.") for end in ("", "/")]
    rows = _read(projects.annotate(_site=Lower("website")).filter(_site__in=ways), _SITES)
    for row in rows:
        if len(rows) <= SHARED_BY or _named(name, row):
            yield row


def _read(projects: CitizenProjectQuerySet, at_most: int = LOOKED_AT) -> list[_Row]:
    return [_Row(*row) for row in projects.values_list(*_COLUMNS)[:at_most]]
