"""Where a word stands in the database, and what is on the disk: what was taken back must be nowhere."""

import re
from pathlib import Path

from django.conf import settings
from django.db import connection

from classrooms.roster.text import plain


def tables_with(word: str, *, apart_from: tuple[str, ...] = ()) -> set[str]:
    """Tables of which some row has the word, folded; ``apart_from`` are beginnings of names that are not looked at."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(apart_from):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if any(plain(word) in plain(_spelt_out(str(row))) for row in cursor.fetchall()):
                found.add(table)
    return found


def _spelt_out(row: str) -> str:
    """JSON columns hold an é as ``\\u00e9``, and a row's repr doubles the stroke."""
    return re.sub(r"\\+u([0-9a-f]{4})", lambda letter: chr(int(letter[1], 16)), row)


def public_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
