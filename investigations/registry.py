"""What the public site tells the field, filled in cms.apps.CmsConfig.ready(): imports still run one way."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class PublishedStory(NamedTuple):
    title: str
    url: str


# investigation id → its published story; asked once for all the missions of a pupil.
story_finders: list[Callable[[Iterable[int]], dict[int, PublishedStory]]] = []
# A photo must not be public any more: a pupil asked, or a teacher withheld it. Called in the transaction that says so.
photo_objected: list[Callable[[uuid.UUID], None]] = []

# The address of what pupils may read about their data, or nothing; the notebook leads there from its door.
notebook_notices: list[Callable[[], str]] = []


def published_stories(investigation_ids: Iterable[int]) -> dict[int, PublishedStory]:
    ids = list(investigation_ids)
    return {key: story for find in story_finders for key, story in find(ids).items()}


class Touched(NamedTuple):
    """What the end of a consent changes in one story."""

    title: str
    url: str  # where an adult of the class sees it
    live: bool
    photos: int = 0
    texts: int = 0
    names: int = 0
    unpublished: bool = False  # because nothing is left, or what is left may not be public


# A consent ends: (consent, ids of the photos that show the person, whether to do it or only to tell what it would do).
consent_ended: list[Callable[[Any, Iterable[uuid.UUID], bool], list[Touched]]] = []


def stories_touched(consent: Any, photo_ids: Iterable[uuid.UUID], *, write: bool) -> list[Touched]:
    ids = list(photo_ids)
    return [touched for end in consent_ended for touched in end(consent, ids, write)]


def notice_for_pupils() -> str:
    return next((address for find in notebook_notices if (address := find())), "")


# A pupil is erased: (pupil, ids of the photos that go, whether to do it). All that tells of them leaves every story.
person_erased: list[Callable[[Any, Iterable[uuid.UUID], bool], list[Touched]]] = []


def stories_erased(pupil: Any, photo_ids: Iterable[uuid.UUID], *, write: bool) -> list[Touched]:
    ids = list(photo_ids)
    return [touched for erase in person_erased for touched in erase(pupil, ids, write)]


class Carried(NamedTuple):
    """What the stories show that stay when a class is forgotten: photos, what stands under each (folded by
    ``roster.text.plain``), reports that texts are told from, and who allows what (as in ``Consent.what``)."""

    photos: frozenset[uuid.UUID]
    captions: frozenset[tuple[uuid.UUID, str]]
    reports: frozenset[uuid.UUID]
    allowed: frozenset[tuple[Any, str]]


# A class is forgotten: (class, keys of the stories that stay). The other stories go.
stories_kept: list[Callable[[Any, frozenset[str]], Carried]] = []


def keep_stories(classroom: Any, kept: frozenset[str]) -> Carried:
    carried = [keep(classroom, kept) for keep in stories_kept]
    return Carried(*(frozenset().union(*(getattr(one, name) for one in carried)) for name in Carried._fields))


# What other apps do with an investigation: (label, address) for an investigation and the adult who looks at it.
investigation_links: list[Callable[[Any, Any], list[tuple[str, str]]]] = []
