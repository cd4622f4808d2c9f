"""What the people of an investigation allow today, and under which name the public meets a pupil."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation

from classrooms.artwork import ANIMALS
from classrooms.models import Pupil
from investigations.models import Consent, Interviewee, Investigation, Person

What = Consent.What
_KINDS = {Pupil: "pupil", Interviewee: "adult"}


def people_of(investigation: Investigation) -> list[Person]:
    """Whom its stories may show, name or quote: the pupils of the class, and the adults whom it met."""
    pupils = Pupil.objects.filter(classroom=investigation.classroom_id)
    return [*pupils, *Interviewee.objects.filter(investigation=investigation)]


def key_of(person: Person | None) -> str:
    return f"{_KINDS[type(person)]}:{person.pk}" if person else ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who allows what, on the site and today. Asked for once, then for each face, name and text."""

    said: frozenset[tuple[str, str]]

    def has(self, person: Person, what: Consent.What) -> bool:
        return (key_of(person), what) in self.said

    def all_have(self, people: Iterable[Person], what: Consent.What) -> bool:
        return all(self.has(person, what) for person in people)


def allowed_today(investigation: Investigation) -> Allowed:
    rows = investigation.consents.valid().for_web().select_related("pupil", "interviewee")
    return Allowed(frozenset((key_of(consent.person), consent.what) for consent in rows))


def allowed_in_print(investigation: Investigation) -> Allowed:
    """Of what may be on the site today, what may be on paper as well."""
    rows = investigation.consents.valid().for_web().for_print().select_related("pupil", "interviewee")
    return Allowed(frozenset((key_of(consent.person), consent.what) for consent in rows))


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
