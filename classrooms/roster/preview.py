"""What an import would do, before it does it: each row new, known, homonym or wrong; who is missing.

Everything is deterministic. A `Preview` as a dictionary holds no surname: it may wait in a session for confirmation.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from classrooms.roster.levels import LEVELS, parse_level
from classrooms.roster.names import MAX_FIRST_NAME, Ask, Named, public_names, tidy_name
from classrooms.roster.people import Person

# A pupil known to the class: the key of the full name, and the rank among pupils of that very name.
Key = tuple[str, int]

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.\-])*")


class Status(StrEnum):
    NEW = "new"
    KNOWN = "known"
    HOMONYM = "homonym"  # new, and of exactly the name of another pupil
    WRONG = "wrong"


class Problem(StrEnum):
    NO_FIRST_NAME = "no_first_name"
    NOT_A_NAME = "not_a_name"
    TOO_LONG = "too_long"
    UNKNOWN_LEVEL = "unknown_level"
    OTHER_LEVEL = "other_level"


@dataclass(frozen=True, slots=True)
class Row:
    """``column`` is the field a problem is in (see headers.Field). Known and wrong rows have no public name.

    ``level`` is "" where the file says none; ``was`` is the level of a known pupil. ``ask`` is set where a person must
    settle the public name.
    """

    line: int
    status: Status
    public_name: str = ""
    level: str = ""
    name_key: str = ""
    homonym: int = 0
    ask: Ask | None = None
    problem: Problem | None = None
    column: str = ""
    was: str = ""

    @property
    def changes_level(self) -> bool:
        return self.status is Status.KNOWN and bool(self.level) and self.level != self.was

    @property
    def to_create(self) -> bool:
        return self.status in {Status.NEW, Status.HOMONYM}


@dataclass(frozen=True, slots=True)
class Preview:
    rows: tuple[Row, ...]
    missing: tuple[Key, ...]  # known to the class, absent from the list: they have not left

    def to_dict(self) -> dict[str, Any]:
        return {"rows": [asdict(row) for row in self.rows], "missing": [list(key) for key in self.missing]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Preview":
        """Read `to_dict` back, also after a passage through JSON. Raises KeyError, TypeError or ValueError."""
        return cls(
            tuple(_row_from(row) for row in data["rows"]),
            tuple((str(key), int(rank)) for key, rank in data["missing"]),
        )


def preview(
    people: Sequence[Person],
    *,
    key_of: Callable[[str, str], str],
    known: Mapping[Key, str] | Collection[Key] = (),
    taken: Iterable[str] = (),
    levels: Collection[str] = LEVELS,
) -> Preview:
    """Compare a list with a class.

    ``key_of(first name, surname)`` is `names.name_key` with the class bound to it. ``known`` are the keys of the
    class's pupils, with their levels if it is a mapping (they tell known homonyms apart). ``taken`` are the public
    names of all its pupils, ``levels`` those of the class: one alone goes without saying.
    """
    rows = [_checked(person, levels, key_of) for person in people]
    rows = _recognised(rows, known)
    found = {(row.name_key, row.homonym) for row in rows if row.status is not Status.NEW and row.name_key}
    rows = _named(rows, people, taken)
    return Preview(tuple(rows), tuple(sorted(set(known) - found)))


def _checked(person: Person, levels: Collection[str], key_of: Callable[[str, str], str]) -> Row:
    """Check one row; who has a name has a key, even where the row is wrong, so as not to be missing."""
    if problem := _name_problem(person):
        return Row(person.line, Status.WRONG, problem=problem[0], column=problem[1])
    row = Row(person.line, Status.NEW, name_key=key_of(person.first_name, person.surname))
    level = parse_level(person.level_text)
    if person.level_text and level is None:
        return replace(row, status=Status.WRONG, problem=Problem.UNKNOWN_LEVEL, column="level")
    if level is not None and level not in levels:
        return replace(row, status=Status.WRONG, level=level, problem=Problem.OTHER_LEVEL, column="level")
    return replace(row, level=level or (next(iter(levels)) if len(levels) == 1 else ""))


def _name_problem(person: Person) -> tuple[Problem, str] | None:
    if not person.first_name:
        return Problem.NO_FIRST_NAME, "first_name"
    if not _NAME.fullmatch(person.first_name):
        return Problem.NOT_A_NAME, "first_name"
    if person.surname and not _NAME.fullmatch(person.surname):
        return Problem.NOT_A_NAME, "surname"
    return (Problem.TOO_LONG, "first_name") if len(tidy_name(person.first_name)) > MAX_FIRST_NAME else None


def _recognised(rows: Sequence[Row], known: Mapping[Key, str] | Collection[Key]) -> list[Row]:
    """Give each row its rank among its homonyms: first those the class knows, then free ranks."""
    levels = dict(known) if isinstance(known, Mapping) else dict.fromkeys(known, "")
    ranks: dict[str, list[int]] = defaultdict(list)
    for key, rank in sorted(levels):
        ranks[key].append(rank)
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.name_key:
            places[row.name_key].append(place)
    result = list(rows)
    for key, group in places.items():
        pairs = _paired(ranks[key], group, lambda rank, place, key=key: levels[key, rank] == rows[place].level)  # type: ignore[misc]
        free = (rank for rank in range(len(rows) + len(ranks[key])) if rank not in ranks[key])
        for place in group:
            status = Status.KNOWN if place in pairs else Status.HOMONYM if len(group) > 1 or ranks[key] else Status.NEW
            if rows[place].status is Status.WRONG:
                status = Status.WRONG
            rank = pairs[place] if place in pairs else next(free)
            was = levels[key, rank] if status is Status.KNOWN else ""
            result[place] = replace(rows[place], status=status, homonym=rank, was=was)
    return result


def _paired(ranks: Sequence[int], places: Sequence[int], alike: Callable[[int, int], bool]) -> dict[int, int]:
    """Pair places in the list with ranks of known pupils: those alike first, then in order."""
    pairs: dict[int, int] = {}
    for rule in (alike, lambda rank, place: True):
        for place in places:
            for rank in ranks:
                if place not in pairs and rank not in pairs.values() and rule(rank, place):
                    pairs[place] = rank
    return pairs


def _named(rows: Sequence[Row], people: Sequence[Person], taken: Iterable[str]) -> list[Row]:
    """Propose public names for the rows to create, in view of those of the known pupils beside them."""
    created = [place for place, row in enumerate(rows) if row.to_create]
    beside = [
        Named(people[i].first_name, people[i].surname) for i, row in enumerate(rows) if row.status is Status.KNOWN
    ]
    proposals = public_names([Named(people[i].first_name, people[i].surname) for i in created], taken, beside)
    result = list(rows)
    for place, proposal in zip(created, proposals, strict=True):
        ask = Ask.HOMONYM if rows[place].status is Status.HOMONYM else proposal.ask
        if ask is None and people[place].doubtful:
            ask = Ask.SPLIT
        result[place] = replace(rows[place], public_name=proposal.name, ask=ask)
    return result


def _row_from(data: Mapping[str, Any]) -> Row:
    return Row(
        line=int(data["line"]),
        status=Status(data["status"]),
        public_name=str(data["public_name"]),
        level=str(data["level"]),
        name_key=str(data["name_key"]),
        homonym=int(data["homonym"]),
        ask=Ask(data["ask"]) if data["ask"] else None,
        problem=Problem(data["problem"]) if data["problem"] else None,
        column=str(data["column"]),
        was=str(data.get("was", "")),
    )
