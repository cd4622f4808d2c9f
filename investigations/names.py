"""First names of a class in the words of a story: found as words, whatever the accents and capitals."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from classrooms.models import FormerName, Pupil
from classrooms.roster.names import former_name_digest, without_letters
from classrooms.roster.text import plain

if TYPE_CHECKING:
    from investigations.models import Person

# Inside a word, what a document pastes along: accents apart from their letters, soft hyphens, joiners, directions.
_UNSEEN = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{_UNSEEN}])*")
_NOT_SEEN = re.compile(f"[{_UNSEEN}]")
_END = re.compile(r"[.!?…\n]")
_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…\n]?")
# Around a name, what is shown of its sentence.
_SHOWN = 60
# Words on each side that say which use of a name a teacher has looked at.
_AROUND = 3


class Word(NamedTuple):
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text: from ``start`` to ``end``. ``people`` are those it may mean; ``digest`` knows it again.

    ``former``: nobody bears it now. Whoever did is not to be called so any more, whatever they allow.
    """

    written: str
    start: int
    end: int
    people: "tuple[Person, ...]"
    digest: str
    former: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the words of a field, for who may read it. ``digest`` knows this use of the word again."""

    field: str
    written: str
    sentence: str
    digest: str

    @property
    def in_words(self) -> str:
        return _("« %(name)s » (« %(sentence)s »)") % {"name": self.written, "sentence": self.sentence}


class Names:
    """The people of one class, by the folded words of their names; ``former``: pupils by those they had before, too."""

    def __init__(self, people: "Iterable[Person]", *, former: bool = True) -> None:
        self.people: dict[tuple[str, ...], list[Person]] = {}
        # Digests: what a pupil was called before is known again, and kept nowhere.
        self.former: dict[str, list[Person]] = {}
        self.renamed_in: set[int] = set()
        self._asked: dict[tuple[str, ...], list[Person]] = {}
        pupils: dict[UUID, Pupil] = {}
        for person in people:
            if isinstance(person, Pupil):
                pupils[person.pk] = person
            if words := tuple(word.folded for word in words_of(called(person))):
                self.people.setdefault(words, []).append(person)
        had = FormerName.objects.filter(pupil__in=pupils) if former else FormerName.objects.none()
        for name in had:
            self.former.setdefault(name.digest, []).append(pupils[name.pupil_id])
            self.renamed_in.add(pupils[name.pupil_id].classroom_id)
        lengths = {len(words) for words in self.people} | {name.length for name in had}
        self.lengths = sorted(lengths, reverse=True)

    @classmethod
    def of_every_class(cls, texts: Iterable[str]) -> "Names":
        """All pupils of the site whose name may stand in ``texts``, by name alone: which of several is not asked."""
        told = {_first(word.folded) for text in texts for word in words_of(text)}
        written = Pupil.objects.order_by("public_name").values_list("public_name", flat=True).distinct()
        # A site has names by the ten thousand, a page some hundred words.
        near = (name for name in written if _first(plain(_NOT_SEEN.sub("", name))) in told)
        names = cls((Pupil(public_name=name) for name in near), former=False)
        had = FormerName.objects.order_by("digest").values_list("digest", "length", "pupil__classroom_id").distinct()
        for digest, length, classroom in had:
            names.former[digest] = [Pupil()]
            names.renamed_in.add(classroom)
            names.lengths.append(length)
        names.lengths = sorted(set(names.lengths), reverse=True)
        return names

    def hits(self, text: str, *, capital: bool = False) -> Iterator[Hit]:
        """``capital``: only names written with one: “une rose” stays."""
        words = words_of(text)
        place = 0
        while place < len(words):
            left = len(words) - place
            looks = not capital or text[words[place].start].isupper()
            length = next((n for n in self.lengths if looks and n <= left and self._at(words, place, n)), 0)
            if length:
                yield self._hit(text, words, place, length)
            place += length or 1

    def _at(self, words: Sequence[Word], place: int, length: int) -> "list[Person]":
        name = _name(words, place, length)
        return list(dict.fromkeys([*self.people.get(name, []), *self._formerly(name)]))

    def _formerly(self, name: tuple[str, ...]) -> "list[Person]":
        if name not in self._asked:
            digests = (former_name_digest(settings.ROSTER_KEY, classroom, name) for classroom in self.renamed_in)
            self._asked[name] = [person for digest in digests for person in self.former.get(digest, [])]
        return self._asked[name]

    def _hit(self, text: str, words: Sequence[Word], place: int, length: int) -> Hit:
        people = self._at(words, place, length)
        start, end = words[place].start, words[place + length - 1].end
        after = words[place + length : place + length + 1]
        # "Gabriel M." means one of two.
        meant = [one for one in people if after and _letters(one) and after[0].folded == _letters(one)]
        if meant:
            people, end = meant, after[0].end + (text[after[0].end : after[0].end + 1] == ".")
        around = _around(text, words, place, length)
        digest = hashlib.sha256(" ".join(word.folded for word in around).encode()).hexdigest()
        former = _name(words, place, length) not in self.people
        return Hit(text[start:end], start, end, tuple(people), digest, former)


def _name(words: Sequence[Word], place: int, length: int) -> tuple[str, ...]:
    return tuple(word.folded for word in words[place : place + length])


def words_of(text: str) -> list[Word]:
    return [Word(plain(_NOT_SEEN.sub("", found[0])), found.start(), found.end()) for found in _WORD.finditer(text)]


def named_in_fields(names: Names, told: Mapping[str, str]) -> list[Named]:
    """``told``: the words of each field. Only with a capital: “une rose” stays; an address has none."""
    found = [
        Named(field, hit.written, sentence_of(text, hit), hit.digest)
        for field, text in told.items()
        for hit in names.hits(text, capital=field != "slug")
    ]
    return list({(one.field, one.digest): one for one in found}.values())


def sentence_of(text: str, hit: Hit) -> str:
    """What is shown of a name to who may read it: as much of its sentence as tells its sense."""
    within = next(one for one in _SENTENCE.finditer(text) if one.end() >= hit.end)
    before, after = text[within.start() : hit.start], text[hit.end : within.end()]
    if len(before) > _SHOWN:
        before = "…" + before[-_SHOWN:].partition(" ")[2]
    if len(after) > _SHOWN:
        after = after[:_SHOWN].rpartition(" ")[0] + "…"
    return " ".join(f"{before}{hit.written}{after}".split())


def _first(folded: str) -> str:
    return folded.partition(" ")[0]


def _around(text: str, words: Sequence[Word], place: int, length: int) -> Sequence[Word]:
    """The words beside those of a name, no further than its sentence."""
    first, last = place, place + length - 1
    while first > 0 and place - first < _AROUND and not _END.search(text[words[first - 1].end : words[first].start]):
        first -= 1
    while (
        last + 1 < len(words)
        and last - place - length + 1 < _AROUND
        and not _END.search(text[words[last].end : words[last + 1].start])
    ):
        last += 1
    return words[first : last + 1]


def called(person: "Person") -> str:
    """A pupil's first name without the letters that tell two of one name apart; an adult's whole name."""
    if not isinstance(person, Pupil):
        return person.name
    return without_letters(person.public_name)


def _letters(person: "Person") -> str:
    if not isinstance(person, Pupil):
        return ""
    return plain(person.public_name[len(called(person)) :])
