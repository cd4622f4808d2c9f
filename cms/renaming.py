"""The animal takes the place of a name, wherever it stands in a version of a story."""

from collections.abc import Callable

from django.utils.translation import gettext

from cms.models import StoryPage
from cms.texts import texts_of
from investigations.consents import pen_name, people_of
from investigations.models import Interviewee, Person
from investigations.names import Hit, Names

_WHOSE = {"name", "credit"}


def rename(page: StoryPage, whom: Callable[[Hit], Person | None]) -> int:
    """Change the page in memory; ``whom`` says whose other name replaces a hit, if any. Returns how many were."""
    names, renamed = Names(people_of(page.investigation)), 0
    for text in texts_of(page):
        hits = [(hit, person) for hit in names.hits(text.text) if (person := whom(hit))]
        words = text.text
        for hit, person in reversed(hits):
            words = words[: hit.start] + _other_name(person, field=text.field) + words[hit.end :]
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
