"""The animal takes the place of a name, wherever it stands in a version of a story."""

from collections.abc import Callable

from django.utils.translation import gettext

from cms.models import StoryPage
from cms.stories.texts import texts_of
from investigations.consents import pen_name, people_of
from investigations.models import Interviewee, Person
from investigations.names import Hit, Names

_WHOSE = {"name", "credit"}


def rename(page: StoryPage, whom: Callable[[Hit], Person | None]) -> int:
    """Change the page in memory; ``whom`` says whose other name replaces a hit, if any. Returns how many were."""

    def other_name(hit: Hit, field: str) -> str | None:
        person = whom(hit)
        return _other_name(person, field=field) if person else None

    return put_names(page, Names(people_of(page.investigation)), other_name)


def put_names(page: StoryPage, names: Names, other_name: Callable[[Hit, str], str | None]) -> int:
    """``other_name`` of a hit, in the field where it stands, if it has one."""
    renamed = 0
    for text in texts_of(page):
        hits = [(hit, name) for hit in names.hits(text.text) if (name := other_name(hit, text.field))]
        words = text.text
        for hit, name in reversed(hits):
            words = words[: hit.start] + name + words[hit.end :]
        if hits:
            text.put(words)
            renamed += len(hits)
    return renamed


def _other_name(person: Person, *, field: str) -> str:
    """ "Renard, CM2" where only a name stands, "Renard" within a sentence."""
    if isinstance(person, Interviewee):
        return gettext("une personne")
    name = pen_name(person)
    return name if field in _WHOSE else name.partition(",")[0]
