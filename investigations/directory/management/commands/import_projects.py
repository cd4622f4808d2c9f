"""Projects out of a file, at the server: as in the admin, for files of any size. Killed, the same call goes on."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from investigations.directory.actions.import_projects import weigh
from investigations.directory.importing.columns import FIELDS, propose
from investigations.directory.importing.communes import Communes
from investigations.directory.importing.lines import Counted
from investigations.directory.importing.reading import UnreadableFile, headers_of
from investigations.directory.importing.report import counted, report_lines
from investigations.directory.importing.running import begin, run_file
from investigations.directory.importing.words import failure_words
from investigations.directory.models import ImportRun, ImportSource
from investigations.directory.models.imports import Format

State = ImportRun.State


class Command(BaseCommand):
    help = (
        "Import projects. Nothing is public before an editor has looked, unless one has said in the admin that the "
        "source may be trusted. The same file again goes on where a killed import stopped, or changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=Format.values, required=True)
        parser.add_argument("--source", help="its name in the admin; the format's name, if left out")
        parser.add_argument("--licence", default="")
        parser.add_argument("--address", default="", help="where the file comes from")
        parser.add_argument("--communes", type=Path, help="CSV (code or postcode, name, lat, lon) that gives places")
        parser.add_argument(
            "--column", action="append", default=[], metavar="FIELD=HEADER",
            help=f"instead of the proposal; an empty HEADER leaves it out. Fields: {', '.join(FIELDS)}",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="read all of it, write nothing")
        parser.add_argument("--report", type=Path, help="CSV of what was refused and why; FILE.report.csv otherwise")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path} is no file.")
        communes = Communes()
        if options["communes"]:
            with options["communes"].open("rb", buffering=0) as table:
                communes = Communes(Counted(table))
        run, resumed = self._run(path, options)
        if resumed:
            self.stdout.write(f"Going on after row {run.position}.")
        self._began, self._shown = time.monotonic(), 0.0
        try:
            with path.open("rb", buffering=0) as file:
                run_file(run, file, communes=communes, tell=self._progress)
            self._end(run, options)
        finally:
            if options["dry_run"]:
                run.delete()

    def _run(self, path: Path, options: dict[str, Any]) -> tuple[ImportRun, bool]:
        source, _made = ImportSource.objects.get_or_create(
            name=options["source"] or Format(options["format"]).label,
            defaults={name: options[name] for name in ("format", "licence", "address")},
        )
        if source.format != options["format"]:
            raise CommandError(f"{source} is of format {source.format}.")
        with path.open("rb", buffering=0) as file:
            size, digest = weigh(file)
        running = source.runs.filter(state=State.RUNNING).first()
        if running and not options["dry_run"]:
            if running.digest == digest and not running.file:
                return running, True
            raise CommandError("Another import of this source is under way: see the admin.")
        run = ImportRun(source=source, state=State.COLUMNS, file_name=path.name, size=size, digest=digest)
        run.mapping = self._mapping(path, source.format, options["column"])
        run.save()
        begin(run, State.CHECKING if options["dry_run"] else State.RUNNING)
        return run, False

    def _mapping(self, path: Path, file_format: str, asked: list[str]) -> dict[str, str]:
        if file_format == Format.RNA:
            return {}
        try:
            with path.open("rb", buffering=0) as file:
                headers = headers_of(Counted(file), file_format)
        except UnreadableFile as error:
            raise CommandError(failure_words(f"{error.code}:{error.detail}")) from None
        mapping = propose(headers)
        for one in asked:
            field, _equals, header = one.partition("=")
            if field not in FIELDS or (header and header not in headers):
                raise CommandError(f"{one}: fields are {', '.join(FIELDS)}; columns are {', '.join(headers)}.")
            mapping[field] = header
        return {field: header for field, header in mapping.items() if header}

    def _progress(self, run: ImportRun) -> None:
        if not sys.stderr.isatty() and run.is_moving:
            return
        now = time.monotonic()
        if run.is_moving and now - self._shown < 0.5:
            return
        self._shown = now
        rate = run.position / max(now - self._began, 0.001)
        bar = "#" * (run.percent * 30 // 100)
        self.stderr.write(f"\r{run.percent:3} % [{bar:<30}] {run.position} rows, {rate:.0f}/s ", ending="")
        if not run.is_moving:
            self.stderr.write("")

    def _end(self, run: ImportRun, options: dict[str, Any]) -> None:
        if run.state == State.FAILED:
            raise CommandError(failure_words(run.failure))
        for label, count in counted(run):
            self.stdout.write(f"{count:>10}  {label}")
        if run.broken:
            self.stdout.write(_("Le fichier est abîmé : rien n’est dit de ce qui aurait disparu de la source."))
        if not run.problems.exists():
            return
        report = options["report"] or options["file"].with_name(f"{options['file'].name}.report.csv")
        with report.open("w", newline="", encoding="utf-8-sig") as file:
            file.writelines(report_lines(run))
        # It repeats rows, and these may name persons.
        report.chmod(0o600)
        self.stdout.write(f"{report}")
