"""The rows of a preview as a teacher reads them."""

from collections.abc import Mapping
from dataclasses import dataclass

from classrooms.admin.roster_words import FIELDS, STATUSES, ask_words, level_words, problem_words
from classrooms.models import Classroom
from classrooms.roster.columns import Mapping as Columns
from classrooms.roster.preview import Preview, Row
from classrooms.roster.reading import Table


@dataclass(frozen=True, slots=True)
class ShownRow:
    place: int
    line: int
    status: str
    word: str
    name: str
    level: str
    creates: bool
    remark: str
    asks: bool
    column: str = ""
    error: str = ""


def column_labels(table: Table, columns: Columns) -> dict[str, str]:
    """What the file itself calls the column of each field, so that a mistake can be found in it."""
    headers = table.headers or ()
    return {str(field): headers[index] for field, index in columns.columns.items() if index < len(headers)}


def rows_to_show(
    found: Preview, classroom: Classroom, labels: Mapping[str, str], names: Mapping[int, str], errors: Mapping[int, str]
) -> list[ShownRow]:
    known = {(pupil.name_key, pupil.homonym): pupil.public_name for pupil in classroom.pupils.exclude(name_key="")}
    rows = []
    for place, row in enumerate(found.rows):
        name = names.get(place, row.public_name) if row.to_create else known.get((row.name_key, row.homonym), "")
        rows.append(
            ShownRow(
                place=place, line=row.line, status=row.status.value, word=str(STATUSES[row.status]), name=name,
                level=row.level, creates=row.to_create, remark=_remark(row, classroom), asks=row.ask is not None,
                column=labels.get(row.column, str(FIELDS.get(row.column, ""))), error=errors.get(place, ""),
            )
        )  # fmt: skip
    return rows


def _remark(row: Row, classroom: Classroom) -> str:
    if row.changes_level:
        return level_words(row.was, row.level)
    if row.problem:
        return problem_words(row.problem, classroom.levels_label)
    return ask_words(row.ask) if row.ask else ""
