"""Which column of a table holds what: proposed from known headers, or chosen by hand; then rows to people."""

from dataclasses import dataclass, fields

from classrooms.roster.headers import Field, field_of, first_name_leads, never_kept
from classrooms.roster.levels import parse_level
from classrooms.roster.people import Order, Person, people_of_bare, split_full_names
from classrooms.roster.reading import RosterError, Table, TableRow


@dataclass(frozen=True, slots=True)
class Mapping:
    """Column indexes from 0; None where the table has no such column."""

    first_name: int | None = None
    surname: int | None = None
    usage_name: int | None = None
    full_name: int | None = None
    level: int | None = None
    class_label: int | None = None

    @property
    def complete(self) -> bool:
        return self.first_name is not None or self.full_name is not None

    @property
    def columns(self) -> dict[Field, int]:
        named = ((Field(field.name), getattr(self, field.name)) for field in fields(self))
        return {field: column for field, column in named if column is not None}


def propose(table: Table) -> Mapping:
    """Propose a mapping from the headers; not `complete` where they say too little. The leftmost of two equals wins."""
    found: dict[Field, int] = {}
    for index, header in enumerate(table.headers or ()):
        if field := field_of(header):
            found.setdefault(field, index)
    if Field.FIRST_NAME not in found and Field.FULL_NAME not in found and Field.SURNAME in found:
        found[Field.FULL_NAME] = found.pop(Field.SURNAME)  # "Nom de l'élève" alone holds both
    return Mapping(**{field.value: index for field, index in found.items()})


def ignored_headers(table: Table) -> tuple[str, ...]:
    """Name the columns that were emptied while reading, so that the teacher can be told."""
    headers = table.headers or ()
    return tuple(headers[index] for index in table.ignored if index < len(headers) and never_kept(headers[index]))


def class_labels(table: Table, mapping: Mapping) -> dict[str, int]:
    """Count the rows of each class in a file of the whole school, in order of appearance."""
    counts: dict[str, int] = {}
    if mapping.class_label is not None:
        for row in table.rows:
            label = _cell(row, mapping.class_label)
            counts[label] = counts.get(label, 0) + 1
    return counts


def people_in(table: Table, *, order: Order | None = None) -> list[Person]:
    """Take people from a pasted list or a file that needs no mapping by hand. Raises `RosterError` as `people_of`."""
    return people_of(table, propose(table), order=order) if table.headers else people_of_bare(table, order=order)


def people_of(
    table: Table, mapping: Mapping, *, class_label: str | None = None, order: Order | None = None
) -> list[Person]:
    """Take people from a table; of one class only where ``class_label`` names it. The usage name wins.

    Raises `RosterError`: ``no_name_column``, ``no_such_column``, ``never_kept``.
    """
    _check(table, mapping)
    rows = [row for row in table.rows if class_label is None or _cell(row, mapping.class_label) == class_label]
    if mapping.first_name is not None:
        return [_person(row, mapping) for row in rows]
    if order is None and table.headers and mapping.full_name is not None:
        order = Order.FIRST_NAME_FIRST if first_name_leads(table.headers[mapping.full_name]) else None
    names = split_full_names([_cell(row, mapping.full_name) for row in rows], order=order)
    return [
        Person(
            row.line, name.first_name, name.surname, _level(row, mapping), _cell(row, mapping.class_label),
            doubtful=name.doubtful,
        )
        for row, name in zip(rows, names, strict=True)
    ]  # fmt: skip


def _person(row: TableRow, mapping: Mapping) -> Person:
    surname = _cell(row, mapping.usage_name) or _cell(row, mapping.surname)
    return Person(
        row.line, _cell(row, mapping.first_name), surname, _level(row, mapping), _cell(row, mapping.class_label)
    )


def _level(row: TableRow, mapping: Mapping) -> str:
    """Without a column of levels, a class called "CM2 A" tells it."""
    label = _cell(row, mapping.class_label)
    return _cell(row, mapping.level) if mapping.level is not None else label if parse_level(label) else ""


def _cell(row: TableRow, column: int | None) -> str:
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def _check(table: Table, mapping: Mapping) -> None:
    if not mapping.complete:
        raise RosterError("no_name_column")
    for column in mapping.columns.values():
        if not 0 <= column < table.width:
            raise RosterError("no_such_column", column=column)
        if table.headers and column < len(table.headers) and never_kept(table.headers[column]):
            raise RosterError("never_kept", column=column)
