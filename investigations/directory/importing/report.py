"""What became of which row, for a spreadsheet."""

import csv
from collections.abc import Iterator

from django.utils.translation import gettext as _

from investigations.directory.importing.words import problem_words
from investigations.directory.models import ImportRun
from workshop.spreadsheets import plain_cell


class _Line:
    def write(self, text: str) -> str:
        return text


def report_lines(run: ImportRun) -> Iterator[str]:
    """Of a CSV file, one by one."""
    writer = csv.writer(_Line(), delimiter=";")
    yield writer.writerow([_("ligne"), _("quoi"), _("pourquoi"), _("fiche"), _("la ligne")])
    for row in _rows(run):
        yield writer.writerow(row)


def _rows(run: ImportRun) -> Iterator[list[str]]:
    for problem in run.problems.iterator(chunk_size=2000):
        line = str(problem.line) if problem.line else ""
        cells = [line, problem.get_kind_display(), problem_words(problem), problem.project_id or "", problem.row]
        yield [str(plain_cell(cell)) for cell in cells]


def counted(run: ImportRun) -> list[tuple[str, int]]:
    """Read are all the others together, but for what changed here too and what is gone."""
    return [
        (_("lues"), run.position), (_("nouvelles"), run.created), (_("changées"), run.changed),
        (_("inchangées"), run.unchanged), (_("refusées"), run.refused), (_("laissées de côté"), run.left_out),
        (_("changées ici aussi"), run.conflicts), (_("disparues de la source"), run.gone),
    ]  # fmt: skip
