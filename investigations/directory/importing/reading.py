"""One way to read every format: each row of a file is an entry, or is refused with its reason."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from investigations.directory.importing import gogocarto, rna
from investigations.directory.importing.columns import indexes, known, propose
from investigations.directory.importing.communes import Communes
from investigations.directory.importing.entries import Entry, Refused, entry_of
from investigations.directory.importing.lines import START, Counted, Mark
from investigations.directory.importing.tables import SHOWN, Row, headers_and_rows

# What ends a file before its end: nothing can be said of what would have come.
BROKEN = {"broken", "quote"}


@dataclass(slots=True)
class Read:
    line: int
    entry: Entry | None = None
    problem: str = ""
    detail: str = ""
    raw: str = ""
    # Where the next one begins; nought where only reading again leads there.
    mark: Mark = START


class UnreadableFile(Exception):
    """``code``: empty | columns | rna_columns | not_text."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def read(
    file: Counted, file_format: str, *, mapping: Mapping[str, str] | None = None, communes: Communes | None = None,
    behind: Mark = START,
) -> Iterator[Read]:  # fmt: skip
    """``behind``: a mark that a row of this file has given. Raises UnreadableFile before the first row where it is no
    file of this format at all."""
    buffered, places = io.BufferedReader(file, 1 << 16), communes or Communes()
    if file_format == "gogocarto" and is_json(buffered):
        return _json(buffered, places)
    return _table(buffered, file_format, mapping, places, behind)


def headers_of(file: Counted, file_format: str) -> list[str]:
    """The names of its columns; none where it has no table."""
    buffered = io.BufferedReader(file, 1 << 16)
    if file_format == "gogocarto" and is_json(buffered):
        return []
    return _checked(buffered, file_format)[0]


def is_json(file: io.BufferedReader) -> bool:
    opened = file.peek(64)[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return opened.startswith((b"{", b"["))


def _checked(file: io.BufferedReader, file_format: str, behind: Mark = START) -> tuple[list[str], Iterator[Row]]:
    start = file.peek(8)[:8]
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")):
        raise UnreadableFile("not_text")
    rna_file = file_format == "rna"
    is_known = (lambda name: name in rna.COLUMNS) if rna_file else known
    headers, rows = headers_and_rows(file, is_known, behind=behind)
    if not headers:
        raise UnreadableFile("empty")
    if rna_file and (lacking := rna.missing(headers)):
        raise UnreadableFile("rna_columns", ", ".join(lacking))
    return headers, rows


def _table(
    file: io.BufferedReader, file_format: str, mapping: Mapping[str, str] | None, communes: Communes, behind: Mark
) -> Iterator[Read]:
    headers, rows = _checked(file, file_format, behind)
    if file_format == "rna":
        return (
            _row(row, lambda cells: rna.entry_of_rna(dict(zip(headers, cells, strict=True)), communes)) for row in rows
        )
    at = indexes(headers, propose(headers) if mapping is None else mapping)
    if "name" not in at:
        raise UnreadableFile("columns", ", ".join(headers)[:300])
    return (
        _row(
            row,
            lambda cells: entry_of(
                {field: cells[place] for field, place in at.items()}, communes, point_from_commune=bool(communes)
            ),
        )
        for row in rows
    )


def _row(row: Row, make: Any) -> Read:
    if row.problem:
        return Read(row.line, None, row.problem, row.detail, row.raw, row.mark)
    try:
        return Read(row.line, make(row.cells), raw=row.raw, mark=row.mark)
    except Refused as refused:
        return Read(row.line, None, refused.code, refused.detail, row.raw, row.mark)


def _json(file: io.BufferedReader, communes: Communes) -> Iterator[Read]:
    for number, element in gogocarto.elements_of(file):
        if isinstance(element, Row):
            yield Read(number, None, element.problem, element.detail, element.raw)
            continue
        said = gogocarto.texts_of(element)
        raw = gogocarto.storable(str(element)[:SHOWN])
        if gogocarto.too_long(said):
            yield Read(number, None, "cell", raw=raw)
            continue
        if any("\ufffd" in value for value in said.values()):
            yield Read(number, None, "encoding", raw=raw)
            continue
        try:
            yield Read(number, entry_of(said, communes, point_from_commune=bool(communes)), raw=raw)
        except Refused as refused:
            yield Read(number, None, refused.code, refused.detail, raw)
