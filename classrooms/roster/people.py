"""Pasted lists and full names to people: which word is the first name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from classrooms.roster.first_names import is_frequent
from classrooms.roster.levels import parse_level
from classrooms.roster.reading import Table, TableRow


class Order(StrEnum):
    SURNAME_FIRST = "surname_first"
    FIRST_NAME_FIRST = "first_name_first"


@dataclass(frozen=True, slots=True)
class Person:
    """A row before its surname is dropped. Never stored, never sent."""

    line: int
    first_name: str
    surname: str = field(default="", repr=False)  # stays out of logs and error reports
    level_text: str = ""
    class_label: str = ""
    doubtful: bool = False  # the first name may hold a part of the surname: someone must look


class Name(NamedTuple):
    first_name: str
    surname: str
    doubtful: bool = False


_PARTICLES = frozenset(
    (
        "abd", "abou", "ait", "al", "af", "ben", "bel", "bent", "bin", "bint", "da", "das", "de", "del", "della", "den",
        "der", "des", "di", "do", "dos", "du", "el", "la", "las", "le", "les", "los", "o", "ould", "san", "saint",
        "sainte", "st", "ste", "ten", "ter", "van", "von", "zu",
    )
)  # fmt: skip
# The d' of d'ARC is no sign that ARC is not in capitals.
_ELISION = re.compile(r"^(?:[dl]'|mc|mac)(?=\w{2})", re.IGNORECASE)
_BULLET = re.compile(r"^(?:\d{1,3}\s?[.)\-:°]\s?|\d{1,3}\s+|[-–—•*·]\s?)+")

_LEVEL_BEHIND = re.compile(r" ?\(([^()]{2,12})\)$")
_INITIAL = re.compile(r"[^\W\d_]\.")


def people_of_bare(table: Table, *, order: Order | None = None) -> list[Person]:
    """Take people from a list that has no headers: one person a line, columns, or people side by side.

    ``order`` is what the teacher says of "Dupont Léa"; by default capitals tell, else the surname comes first.
    """
    if not _side_by_side(table):
        return _from_columns(table, order)
    entries = [(row.line, cell) for row in table.rows for cell in row.cells if cell]
    return _from_full_names(entries, order)


def split_full_names(entries: Sequence[str], *, order: Order | None = None) -> list[Name]:
    """Part each entry into first name and surname, the whole list giving evidence of its order.

    A word alone is a first name. Capitals mark a surname where the rest is not in capitals. Without them the order is
    ``order``, else that of the clear entries, else of the frequent first names, else surname first. Doubtful is what
    rests on no evidence, and a first name of two words found without capitals: "Garcia Lopez Léa" must not make
    "Lopez Léa" a public name unseen.
    """
    clear = [_by_comma(entry) or _by_capitals(entry.split()) for entry in entries]
    if order is None:
        order = _order_of_clear(entries, clear) or _order_of_frequent(
            [entry.split() for entry, name in zip(entries, clear, strict=True) if name is None]
        )
    return [name or _by_order(entry.split(), order) for entry, name in zip(entries, clear, strict=True)]


def _order_of_clear(entries: Sequence[str], clear: Sequence[Name | None]) -> Order | None:
    leads = [entry.startswith(name.first_name) for entry, name in zip(entries, clear, strict=True)
             if name and name.surname]  # fmt: skip
    if not leads:
        return None
    return Order.FIRST_NAME_FIRST if sum(leads) * 2 > len(leads) else Order.SURNAME_FIRST


def _order_of_frequent(pairs: Sequence[Sequence[str]]) -> Order | None:
    """Return the order that puts more frequent first names in their place; None where it makes no difference."""
    balance = sum(is_frequent(words[0]) - is_frequent(words[-1]) for words in pairs if len(words) > 1)
    if balance == 0:
        return None
    return Order.FIRST_NAME_FIRST if balance > 0 else Order.SURNAME_FIRST


def _from_full_names(entries: Sequence[tuple[int, str]], order: Order | None) -> list[Person]:
    cleaned = [_BULLET.sub("", entry) for _, entry in entries]
    levels = [_LEVEL_BEHIND.search(entry) for entry in cleaned]
    names = split_full_names([_LEVEL_BEHIND.sub("", entry) for entry in cleaned], order=order)
    return [
        Person(line, name.first_name, name.surname, level[1] if level else "", doubtful=name.doubtful)
        for (line, _), name, level in zip(entries, names, levels, strict=True)
    ]


def _side_by_side(table: Table) -> bool:
    """Whether cells are people ("Léa, Tom, Inès") rather than the columns of one person."""
    rows = [[cell for cell in row.cells if cell] for row in table.rows]
    widths = {len(cells) for cells in rows}
    if widths <= {0, 1}:
        return True
    if any(_is_level(cell) for cells in rows for cell in cells):
        return False
    if all(" " in cell for cells in rows for cell in cells):
        return True
    if len(rows) == 1:
        return not (widths == {2} and _in_capitals(rows[0][0]) != _in_capitals(rows[0][1]))
    return table.delimiter == "," and widths != {2}


def _from_columns(table: Table, order: Order | None) -> list[Person]:
    columns = range(table.width)
    levels = [sum(map(_is_level, _column(table, index))) for index in columns]
    level = max(columns, key=levels.__getitem__) if any(levels) else None
    names = [i for i in columns if i != level and any(not c.isdigit() for c in _column(table, i) if c)]
    if len(names) < 2:
        people = _from_full_names([(row.line, _cell(row, names[0]) if names else "") for row in table.rows], order)
    else:
        known = order or _order_of_columns(table, names[0], names[1])
        surname, first = reversed(names[:2]) if known is Order.FIRST_NAME_FIRST else names[:2]
        people = [Person(row.line, _cell(row, first), _cell(row, surname), doubtful=not known) for row in table.rows]
    return [
        replace(person, level_text=_cell(row, level) or person.level_text) if level is not None else person
        for person, row in zip(people, table.rows, strict=True)
    ]


def _order_of_columns(table: Table, left: int, right: int) -> Order | None:
    capitals = [sum(map(_in_capitals, _column(table, index))) for index in (left, right)]
    if capitals[0] != capitals[1]:
        return Order.SURNAME_FIRST if capitals[0] > capitals[1] else Order.FIRST_NAME_FIRST
    return _order_of_frequent(list(zip(_column(table, left), _column(table, right), strict=True)))


def _is_level(cell: str) -> bool:
    """A bare 6 is a row's number here, not the sixième."""
    return not cell.isdigit() and parse_level(cell) is not None


def _column(table: Table, index: int) -> list[str]:
    return [_cell(row, index) for row in table.rows]


def _cell(row: TableRow, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _in_capitals(text: str) -> bool:
    letters = [char for char in _ELISION.sub("", text) if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def _by_comma(entry: str) -> Name | None:
    """ "Dupont, Léa" has its surname first, unless capitals say otherwise."""
    parts = [part.strip() for part in entry.split(",")]
    if len(parts) != 2 or not all(parts):
        return None
    surname, first = reversed(parts) if _in_capitals(parts[1]) and not _in_capitals(parts[0]) else parts
    return Name(first, surname)


def _by_capitals(words: list[str]) -> Name | None:
    """Return the name if it is clear: one word, or a part in capitals beside a part that is not."""
    if len(words) < 2:
        return Name(" ".join(words), "")
    if _INITIAL.fullmatch(words[-1]):
        return Name(" ".join(words[:-1]), words[-1])
    marked = [_in_capitals(word) for word in words]
    if not any(marked) or all(marked):
        return None
    with_particles = list(marked)
    for index in range(len(words) - 2, -1, -1):
        if with_particles[index + 1] and words[index].lower() in _PARTICLES:
            with_particles[index] = True
    if not all(with_particles):
        marked = with_particles
    first = " ".join(word for word, capital in zip(words, marked, strict=True) if not capital)
    surname = " ".join(word for word, capital in zip(words, marked, strict=True) if capital)
    changes = sum(one != other for one, other in pairwise(marked))
    return Name(first, surname, doubtful=changes > 1)


def _by_order(words: list[str], order: Order | None) -> Name:
    last = len(words) - 1
    if order is not Order.FIRST_NAME_FIRST:
        end = next((i for i, word in enumerate(words) if word.lower() not in _PARTICLES), last)
        first = words[min(end + 1, last) :]
        surname = words[: len(words) - len(first)]
    else:
        start = next((i for i, word in enumerate(words) if 0 < i < last and word.lower() in _PARTICLES), last)
        first, surname = words[:start], words[start:]
    return Name(" ".join(first), " ".join(surname), doubtful=order is None or len(first) > 1)
