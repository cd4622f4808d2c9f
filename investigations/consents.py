"""What the people of an investigation allow today, and under which name the public meets a pupil."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation

from classrooms.artwork import ANIMALS
from classrooms.models import Pupil
from investigations.models import Consent, Investigation, Person

What = Consent.What


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who allows what, on the site and today. Asked for once, then for each face, name and text."""

    said: frozenset[tuple[str, object, str]]

    def has(self, person: Person, what: Consent.What) -> bool:
        return (type(person).__name__, person.pk, what) in self.said

    def all_have(self, people: Iterable[Person], what: Consent.What) -> bool:
        return all(self.has(person, what) for person in people)


def allowed_today(investigation: Investigation) -> Allowed:
    rows = Consent.objects.filter(investigation=investigation).valid().for_web()
    return Allowed(
        frozenset(
            ("Pupil", pupil, what) if pupil else ("Interviewee", interviewee, what)
            for pupil, interviewee, what in rows.values_list("pupil", "interviewee", "what")
        )
    )


def pen_name(pupil: Pupil) -> str:
    """ "Renard, CM2": who may not be named is met as their animal, in the language that stories are written in."""
    with translation.override(settings.LANGUAGE_CODE):
        animal = str(ANIMALS[pupil.animal].label).capitalize()
    return f"{animal}, {pupil.level}" if pupil.level else animal


def public_name(pupil: Pupil, allowed: Allowed) -> str:
    return pupil.public_name if allowed.has(pupil, What.FIRST_NAME) else pen_name(pupil)


def usual_end() -> datetime.date:
    """The end of the next school year: what forms propose; long enough to be read, short enough to be asked again."""
    today = timezone.localdate()
    return datetime.date(today.year + (2 if today.month >= 8 else 1), 8, 31)
