"""Which identifiers a file has shown so far: on the disk, so that a million of them cost no memory."""

import sqlite3
from collections.abc import Iterable
from typing import Any


class Seen:
    def __init__(self) -> None:
        # "" is a database of SQLite's own that goes with its connection.
        self._known = sqlite3.connect("", isolation_level=None)
        self._known.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._known.execute("BEGIN")

    def __enter__(self) -> "Seen":
        return self

    def __exit__(self, *_error: Any) -> None:
        self._known.close()

    def first_line(self, source_id: str, line: int) -> int:
        """Where it stood first: ``line`` itself for a new one."""
        done = self._known.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (source_id, line))
        if done.rowcount:
            return line
        return int(self._known.execute("SELECT line FROM seen WHERE id = ?", (source_id,)).fetchone()[0])

    def without(self, source_ids: Iterable[str]) -> set[str]:
        asked = set(source_ids)
        marks = ",".join("?" * len(asked))
        found = self._known.execute(f"SELECT id FROM seen WHERE id IN ({marks})", tuple(asked))  # noqa: S608
        return asked - {row[0] for row in found}
