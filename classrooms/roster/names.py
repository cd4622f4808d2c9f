"""Public names, and the key by which a pupil is known again without keeping their surname."""

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from classrooms.roster.text import plain, tidy

MAX_PUBLIC_NAME = 40
# Leaves room for a space, letters of the surname and a full stop.
MAX_FIRST_NAME = 30


class Ask(StrEnum):
    """Why a person must look at a public name before it is stored."""

    CLASH = "clash"  # the class has this first name already, and the surname behind it is gone
    HOMONYM = "homonym"  # another pupil of exactly this name
    SPLIT = "split"  # which words are the first name is a guess


class Named(NamedTuple):
    first_name: str
    surname: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A public name unique in the class; where ``ask`` is set it is only a suggestion."""

    name: str
    ask: Ask | None = None


def normalise_full_name(first_name: str, surname: str = "") -> str:
    """Fold a full name to its sorted words: the order of "Dupont Léa", hyphens, accents and case make no difference.

    So a pasted list and an ONDE file know the same pupil, even where a compound name was parted elsewhere.
    """
    return " ".join(sorted(plain(f"{first_name} {surname}").split()))


def name_key(secret: bytes, classroom_id: str, first_name: str, surname: str = "") -> str:
    """Return the keyed HMAC-SHA256 (hex) of a full name in a class: of no use without the secret or in another class.

    A first name alone has its own key: who was entered without a surname is not recognised in a later file that has
    it. Such a row is new, its first name clashes, and the teacher is asked.
    """
    message = "\0".join(["roster/name", classroom_id, normalise_full_name(first_name, surname)])
    return hmac.digest(secret, message.encode(), hashlib.sha256).hex()


def former_name_digest(secret: bytes, classroom_id: int, words: Sequence[str]) -> str:
    """Return the keyed HMAC-SHA256 (hex) of a name that somebody of the class no longer bears; ``words`` as `plain`."""
    message = "\0".join(["roster/former", str(classroom_id), *words])
    return hmac.digest(secret, message.encode(), hashlib.sha256).hex()


def without_letters(public_name: str) -> str:
    """The first name of a public name: without the letters, or the number, that tell two of one first name apart."""
    return re.sub(r"\s+(\w+\.|\d+)$", "", public_name)


def tidy_name(text: str) -> str:
    """Write LÉA and léa as Léa, JEAN-BAPTISTE as Jean-Baptiste; leave McDonald alone."""
    return re.sub(r"[^\W\d_]+", lambda word: _capitalised(word[0]), tidy(text))


def public_names(people: Sequence[Named], taken: Iterable[str] = (), beside: Sequence[Named] = ()) -> list[Proposal]:
    """Name people by first name, and the fewest letters of the surname that tell two of one first name apart.

    ``taken`` are public names of the class, whose surnames are gone; ``beside`` are the full names of pupils who have
    one of those, where the file at hand tells them: letters are then chosen to differ from theirs too. Names are
    compared by `text.plain`; no two of the result and ``taken`` are equal.
    """
    taken = list(taken)
    used = {plain(name) for name in taken}
    homonyms = Counter(normalise_full_name(*person) for person in (*people, *beside))
    proposals = []
    for person in people:
        first = tidy_name(person.first_name)
        peers = [other for other in (*people, *beside) if plain(other.first_name) == plain(first)]
        rivals = {_letters(other.surname) for other in peers} - {_letters(person.surname)}
        known = [name for name in taken if _begins_with(name, first)]
        alone = len(peers) == 1 and not known
        name = first if alone else _with_letters(first, person.surname, rivals | {_rest(name, first) for name in known})
        ask: Ask | None = None
        if homonyms[normalise_full_name(*person)] > 1:
            ask = Ask.HOMONYM
        elif any(not _tells_apart(taken_name, name, first) for taken_name in known) or (not alone and name == first):
            ask = Ask.CLASH
        if len(name) > MAX_PUBLIC_NAME:
            name, ask = first[:MAX_FIRST_NAME].strip(), ask or Ask.CLASH
        if plain(name) in used:
            name, ask = _numbered(name, used), ask or Ask.CLASH
        used.add(plain(name))
        proposals.append(Proposal(name, ask))
    return proposals


def _capitalised(word: str) -> str:
    return word.capitalize() if word.isupper() or word.islower() else word


def _letters(surname: str) -> str:
    """The letters by which surnames are compared: folded, without blanks."""
    return plain(surname).replace(" ", "")


def _begins_with(name: str, first: str) -> bool:
    """Whether a public name is this first name, alone or with letters behind it."""
    return plain(name) == plain(first) or plain(name).startswith(f"{plain(first)} ")


def _rest(name: str, first: str) -> str:
    return plain(name)[len(plain(first)) :].replace(" ", "")


def _tells_apart(taken: str, name: str, first: str) -> bool:
    """ "Léa M." beside "Léa B." is clear; beside "Léa", or "Léa B." beside "Léa Be.", it is not."""
    theirs, ours = _rest(taken, first), _rest(name, first)
    return bool(theirs and ours) and not theirs.startswith(ours) and not ours.startswith(theirs)


def _with_letters(first: str, surname: str, rivals: set[str]) -> str:
    """Add to the first name the fewest letters of the surname by which no rival begins, else all of it."""
    written = tidy_name(surname)
    for end in range(1, len(written)):
        letters = _letters(written[:end])
        if letters and written[end - 1].isalpha() and not any(rival[: len(letters)] == letters for rival in rivals):
            return f"{first} {written[:end]}."
    return f"{first} {written}".strip()


def _numbered(name: str, used: set[str]) -> str:
    name = name[: MAX_PUBLIC_NAME - 4]
    number = 2
    while plain(f"{name} {number}") in used:
        number += 1
    return f"{name} {number}"
