"""Bytes of a file, or pasted text, to a table of tidy cells.

What is never kept (INE, birth dates, addresses …) is emptied here: no caller ever holds it.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

from classrooms.roster.headers import field_of, looks_private, never_kept
from classrooms.roster.text import tidy

MAX_BYTES = 1_000_000
MAX_ROWS = 500
MAX_CELL = 200
MAX_COLUMNS = 100
DELIMITERS = ("\t", ";", ",")
# Excel's own first line; a blank one in its place keeps the numbers of the others.
_SEP_LINE = re.compile(r"\A\"?sep=.\"?\r?\n", re.IGNORECASE)
# Above the headers a school writes at most a title and a date.
_HEADER_WITHIN = 5
_SAMPLE = 50


class RosterError(Exception):
    """A list that cannot be read at all.

    Codes: ``empty``, ``too_heavy``, ``too_many_rows``, ``too_many_columns``, ``cell_too_long``, ``spreadsheet``
    (save it as CSV), ``binary``, ``unreadable``; from columns: ``no_name_column``, ``no_such_column``, ``never_kept``.
    """

    def __init__(self, code: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column


class TableRow(NamedTuple):
    """``line`` is the line of the file on which the row begins, from 1; ``cells`` may be shorter than the headers."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[TableRow, ...]
    headers: tuple[str, ...] | None
    encoding: str
    delimiter: str  # "" where there is one column
    ignored: tuple[int, ...] = ()  # indexes of the columns of which a cell was emptied

    @property
    def width(self) -> int:
        return max((len(cells) for cells in (self.headers or (), *(row.cells for row in self.rows))), default=0)


def read_file(data: bytes) -> Table:
    """Read a CSV file as France's schools make them. Raises `RosterError`."""
    if len(data) > MAX_BYTES:
        raise RosterError("too_heavy")
    text, encoding = _decode(data)
    return _read(text, encoding)


def read_text(text: str) -> Table:
    """Read what a teacher pasted. Raises `RosterError`."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise RosterError("too_heavy")
    return _read(text, "text")


def with_headers(table: Table) -> Table:
    """Take the first row for headers, where the teacher says so: their names are unknown to us."""
    if table.headers is not None or not table.rows:
        return table
    return _without_private_cells(replace(table, headers=table.rows[0].cells, rows=table.rows[1:]))


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):  # xlsx and ods are zip archives, xls is OLE
        raise RosterError("spreadsheet")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data or data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise RosterError("binary")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise RosterError("unreadable")


def _read(text: str, encoding: str) -> Table:
    if "\x00" in text:
        raise RosterError("binary")
    text = _SEP_LINE.sub("\n", text.removeprefix("\ufeff"))
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter or ";") if delimiter else _lines(text)
    headers = None
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        if _is_header(row.cells):
            headers, rows = row.cells, rows[index + 1 :]
            break
    if not rows:
        raise RosterError("empty")
    if len(rows) > MAX_ROWS:
        raise RosterError("too_many_rows", line=rows[MAX_ROWS].line)
    return _without_private_cells(Table(tuple(rows), headers, encoding, delimiter))


def _rows(text: str, delimiter: str) -> list[TableRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows: list[TableRow] = []
    line = 1
    try:
        for raw in reader:
            rows += _row(line, raw)
            line = reader.line_num + 1
    except csv.Error as error:
        raise RosterError("unreadable", line=line) from error
    return rows


def _lines(text: str) -> list[TableRow]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [row for line, raw in enumerate(lines, 1) for row in _row(line, [raw.strip(' \t;,"')])]


def _row(line: int, raw: list[str]) -> list[TableRow]:
    if len(raw) > MAX_COLUMNS:
        raise RosterError("too_many_columns", line=line)
    cells = tuple(map(tidy, raw))
    for column, cell in enumerate(cells):
        if len(cell) > MAX_CELL:
            raise RosterError("cell_too_long", line=line, column=column)
    return [TableRow(line, cells)] if any(cells) else []


def _delimiter(text: str) -> str:
    """Choose what parts the columns: known headers decide, else the regularity of the first rows; "" for none."""
    samples = {delimiter: _sample(text, delimiter) for delimiter in DELIMITERS}
    for delimiter, rows in samples.items():
        if any(len(cells) > 1 and _is_header(cells) for cells in rows[:_HEADER_WITHIN]):
            return delimiter
    if all(rows and len(rows[0]) == 1 and _is_header(rows[0]) for rows in samples.values()):
        return ""
    # Tabs and semicolons are hardly ever part of a name or an address; commas are.
    for share in (0.8, 0.5):
        for delimiter, rows in samples.items():
            widths = Counter(len(cells) for cells in rows if len(cells) > 1)
            if widths and max(widths.values()) >= share * len(rows):
                return delimiter
    return ""


def _sample(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        for raw in reader:
            cells = [tidy(cell[: MAX_CELL + 1]) for cell in raw[: MAX_COLUMNS + 1]]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows.append(cells)
            if len(rows) == _SAMPLE:
                break
    except csv.Error:
        pass
    return rows


def _is_header(cells: tuple[str, ...] | list[str]) -> bool:
    known = [cell for cell in cells if field_of(cell)]
    if len(known) != 1 or len([cell for cell in cells if cell]) == 1:
        return bool(known)
    # One known name beside others: "Prénom;Anniversaire" is a header, "Classe;CM2 B" a title above it.
    return any(map(never_kept, cells)) or not any(char.isdigit() for cell in cells for char in cell)


def _without_private_cells(table: Table) -> Table:
    never = {index for index, header in enumerate(table.headers or ()) if never_kept(header)}
    ignored = set(never)
    rows = []
    for line, cells in table.rows:
        emptied = {index for index, cell in enumerate(cells) if index in never or looks_private(cell)}
        ignored |= emptied
        rows.append(TableRow(line, tuple("" if index in emptied else cell for index, cell in enumerate(cells))))
    return replace(table, rows=tuple(rows), ignored=tuple(sorted(ignored)))
