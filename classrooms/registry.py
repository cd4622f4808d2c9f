"""What higher apps add to a class, declared here and filled in their AppConfig.ready(): imports still run one way."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from classrooms.models import Classroom, Pupil, User


class Section(NamedTuple):
    """A part of the class page: ``template`` is rendered with ``context`` above the pupils, or ``aside`` of them.

    ``has_project`` says that the class has a project to meet: the last stop of its way there is done.
    """

    template: str
    context: dict[str, Any]
    has_project: bool = False
    aside: bool = False


class Step(NamedTuple):
    """What a teacher does next: a sentence and the button that leads there."""

    text: str
    label: str
    url: str


class StoryOfYear(NamedTuple):
    """A published story of a class whose year ends. ``key`` names it, in a restored database too.

    ``shows`` says in words what of pupils it carries; ``until`` is the last day of the first consent to end, if any.
    """

    key: str
    title: str
    url: str
    shows: str
    until: datetime.date | None


class Staying(NamedTuple):
    """What forgetting a class took, by ``classrooms.erasing.KINDS``, and the pupils whose consents carry a story."""

    counts: Mapping[str, int]
    pupils: frozenset[UUID]


class TouchedStory(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def live(self) -> bool: ...
    @property
    def unpublished(self) -> bool: ...


class Taken(NamedTuple):
    """What an erasure takes, or would take: how many of what (``classrooms.erasing.KINDS``); stories that change."""

    counts: Mapping[str, int]
    stories: Sequence[TouchedStory] = ()


class Folder(Protocol):
    """Files of a download, added one by one so that never all of them are in memory."""

    def add(self, name: str, content: bytes) -> None: ...


# Called in the transaction that makes a class, to make what belongs to it elsewhere (its public page).
classroom_created: list[Callable[["Classroom"], None]] = []
# Called with a pupil and the adult who removes them (None: a ledger is replayed), before they go: what depends on their
# consents is taken back. May run twice.
pupil_leaves: list[Callable[["Pupil", "User | None"], None]] = []
# Called in the transaction that gives a pupil another public name, with the former one. Say what is to be looked at.
pupil_renamed: list[Callable[["Pupil", str], list[str]]] = []
# Called with a pupil: what their erasure would take. Writes nothing.
erasure_foreseen: list[Callable[["Pupil"], Taken]] = []
# Called in the transaction that erases a pupil, before their row goes.
pupil_erased: list[Callable[["Pupil"], Taken]] = []
# Called with a pupil, who comes with team, class and school: what they did, to read, as PDF.
pupil_portfolios: list[Callable[["Pupil"], bytes]] = []
# Called with a pupil and a folder in the making: what their file holds besides who they are.
pupil_files: list[Callable[["Pupil", Folder], dict[str, Any]]] = []
# Called with a class: its published stories, for its teachers to keep or withdraw.
year_stories: list[Callable[["Classroom"], list[StoryOfYear]]] = []
# Called with a class whose year ends: in words, what would be lost or is not done yet.
year_leftovers: list[Callable[["Classroom"], list[str]]] = []
# Called with a class and the key of a story that may no longer be public, in the transaction that says so.
story_withdrawn: list[Callable[["Classroom", str], None]] = []
# Called in the transaction that forgets a class, with the keys of the stories that stay. May run again later, when
# less is carried by them.
class_forgotten: list[Callable[["Classroom", frozenset[str]], Staying]] = []
# Called with a class and the adult who looks at it.
class_page_sections: list[Callable[["Classroom", "User"], Section]] = []
# Called with classes that have pupils and printed cards: by primary key, what comes next in the field. The first answer
# for a class wins; one call for all, so that a list costs no more queries than a row.
class_next_steps: list[Callable[[Sequence["Classroom"], "User"], Mapping[int, Step]]] = []
