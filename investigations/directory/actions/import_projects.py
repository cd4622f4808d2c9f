"""A file of projects comes in: kept privately, read once without writing, then entered by the worker."""

import hashlib
import uuid
from typing import IO, Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.import_tasks import run_import
from investigations.directory.importing.columns import propose
from investigations.directory.importing.lines import Counted
from investigations.directory.importing.reading import UnreadableFile, headers_of
from investigations.directory.importing.running import begin, forget_files
from investigations.directory.importing.words import failure_words
from investigations.directory.models import ImportRun, ImportSource
from workshop.storage import save_durably

State = ImportRun.State


def receive_file(
    *, source: ImportSource, file: IO[bytes], file_name: str, by: User, communes: IO[bytes] | None = None
) -> ImportRun:
    """Keep it privately. Raises Refusal(unreadable | busy)."""
    _not_busy(source)
    try:
        headers = headers_of(Counted(file), source.format)
    except UnreadableFile as error:
        if error.code != "columns":
            raise Refusal(failure_words(f"{error.code}:{error.detail}"), code="unreadable") from None
        headers = []
    file.seek(0)
    names = [f"imports/{uuid.uuid4().hex}" for _file in (file, communes)]
    run = ImportRun(source=source, file_name=file_name[-200:], started_by=by, state=State.COLUMNS, file=names[0])
    run.size, run.digest = weigh(file)
    if not run.size:
        raise Refusal(failure_words("empty:"), code="unreadable")
    file.seek(0)
    save_durably(storages["private"], names[0], file)
    if communes is not None:
        save_durably(storages["private"], names[1], communes)
        run.communes = names[1]
    if source.format != "rna":
        run.mapping = propose(headers)
    run.save()
    if not headers or source.format == "rna":
        check_file(run=run)
    return run


def weigh(file: IO[bytes]) -> tuple[int, str]:
    """Bytes, and their digest: a command that is given the same file again goes on with it."""
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def check_file(*, run: ImportRun, mapping: dict[str, str] | None = None) -> None:
    """Read all of it, and write nothing."""
    if mapping is not None:
        run.mapping = mapping
    _go(run, State.CHECKING)


def enter_file(*, run: ImportRun, by: User) -> None:
    """Raises Refusal(busy)."""
    _not_busy(run.source, but=run)
    log(instance=run.source, action="directory.import", user=by, data={"file": run.file_name})
    _go(run, State.RUNNING)


def go_on(*, run: ImportRun) -> None:
    """A worker that was killed left it somewhere: from there. Twice at once does no harm: the second one stops."""
    if run.is_moving:
        transaction.on_commit(lambda: run_import.enqueue(run.pk))


def drop_run(*, run: ImportRun) -> None:
    """With its file and its report. What it has entered stays."""
    forget_files(run)
    run.delete()


def trust_source(*, source: ImportSource, by: User, trust: bool) -> None:
    source.trusted_by, source.trusted_at = (by, timezone.now()) if trust else (None, None)
    source.save(update_fields=["trusted_by", "trusted_at"])
    log(instance=source, action="directory.trust_source" if trust else "directory.distrust_source", user=by)


def _go(run: ImportRun, state: str) -> None:
    if not run.file:
        raise Refusal(failure_words("gone:"), code="gone")
    if begin(run, state):
        transaction.on_commit(lambda: run_import.enqueue(run.pk))


def _not_busy(source: ImportSource, but: Any = None) -> None:
    others = source.runs.filter(state=State.RUNNING)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Refusal(_("Un import de cette source est en cours. Attendez qu’il finisse, ou reprenez-le."), code="busy")
