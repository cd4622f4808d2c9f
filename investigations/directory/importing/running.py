"""A file from its first row to its last, batch by batch: killed anywhere, it goes on where it stopped.

What a batch did and how far the file has come are written in one transaction.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from time import monotonic
from typing import Any, BinaryIO

from django.core.files.storage import storages
from django.db import reset_queries, transaction
from django.utils import timezone

from investigations.directory.importing.communes import Communes
from investigations.directory.importing.lines import Counted, Mark
from investigations.directory.importing.reading import BROKEN, Read, UnreadableFile, read
from investigations.directory.importing.seen import Seen, forget_seen
from investigations.directory.importing.writing import Batch
from investigations.directory.models import ImportedFrom, ImportProblem, ImportRun

AT_ONCE = 1000
COUNTS = ("created", "changed", "unchanged", "refused", "left_out", "conflicts")
State, Kind = ImportRun.State, ImportProblem.Kind


class TakenOver(Exception):
    """Somebody else works on this run, or has ended it."""


def run_file(
    run: ImportRun, file: BinaryIO | Any, *, communes: Communes | None = None, seconds: float | None = None,
    tell: Callable[[ImportRun], None] = lambda _run: None,
) -> bool:  # fmt: skip
    """Go on until the end, or for about ``seconds``. Returns whether it is at its end. ``run`` is as stored."""
    counted, stop_at = Counted(file), monotonic() + seconds if seconds is not None else None
    behind, seen = Mark(run.bytes_done, run.lines_done), Seen(run)
    try:
        rows = read(counted, run.source.format, mapping=run.mapping or None, communes=communes, behind=behind)
        if not behind.offset:
            _skip(rows, seen, run.position)
        while batch := list(islice(rows, AT_ONCE)):
            _step(run, batch, seen, counted.count)
            # Where DEBUG is on Django keeps the last 9,000 statements, of hundreds of rows each.
            reset_queries()
            tell(run)
            if stop_at is not None and monotonic() > stop_at:
                return False
        _finish(run, seen)
    except UnreadableFile as error:
        run.state, run.failure, run.finished_at = State.FAILED, f"{error.code}:{error.detail}"[:400], timezone.now()
        run.save()
        forget_seen(run)
    tell(run)
    return True


def _skip(rows: Iterator[Read], seen: Seen, position: int) -> None:
    """Of JSON, and of UTF-16, nobody can say where a row begins without reading what is before it."""
    for first in range(0, position, AT_ONCE):
        batch = islice(rows, min(AT_ONCE, position - first))
        seen.first_lines([(one.entry.source_id, one.line) for one in batch if one.entry])


@transaction.atomic
def _step(run: ImportRun, reads: list[Read], seen: Seen, bytes_read: int) -> None:
    _still_ours(run)
    good, problems = [], []
    named = [one for one in reads if one.entry]
    ids = [(one.entry.source_id, one.line) for one in named if one.entry]
    for one, first in zip(named, seen.first_lines(ids), strict=True):
        if first != one.line:
            one.problem, one.detail, one.entry = "double", str(first), None
    for one in reads:
        if one.problem:
            problems.append(ImportProblem(
                kind=Kind.REFUSED, line=one.line, code=one.problem, detail=one.detail[:200], row=one.raw
            ))  # fmt: skip
        else:
            good.append(one)
    done = Batch(run.source, good, write=run.state == State.RUNNING).run()
    for problem in (*problems, *done.problems):
        problem.run = run
    ImportProblem.objects.bulk_create([*problems, *done.problems])
    run.position += len(reads)
    run.bytes_done, run.lines_done = reads[-1].mark
    run.bytes_read, run.moved_at = bytes_read, timezone.now()
    run.refused += len(problems)
    run.broken = run.broken or any(one.problem in BROKEN for one in reads)
    for name in ("created", "changed", "unchanged", "left_out", "conflicts"):
        setattr(run, name, getattr(run, name) + getattr(done, name))
    run.save()


def _still_ours(run: ImportRun) -> None:
    stored = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run.pk).first()
    if stored is None or (stored.state, stored.position) != (run.state, run.position):
        raise TakenOver


@transaction.atomic
def _finish(run: ImportRun, seen: Seen) -> None:
    _still_ours(run)
    if not run.broken and run.position:
        run.gone = _tell_gone(run, seen)
    forget_seen(run)
    run.bytes_read = run.size
    run.moved_at = run.finished_at = timezone.now()
    run.state = State.DONE if run.state == State.RUNNING else State.CHECKED
    run.save()


def _tell_gone(run: ImportRun, seen: Seen) -> int:
    """What the source no longer names is told, and stays."""
    here = ImportedFrom.objects.filter(source=run.source, project__isnull=False)
    pairs, gone = here.values_list("key", "project").order_by("pk").iterator(chunk_size=AT_ONCE), 0
    while some := dict(islice(pairs, AT_ONCE)):
        missing = seen.without(some)
        gone += len(missing)
        ImportProblem.objects.bulk_create(
            ImportProblem(run=run, kind=Kind.GONE, line=0, code="gone", row=key, project_id=some[key])
            for key in sorted(missing)
        )
    return gone


def begin(run: ImportRun, state: str) -> bool:
    """From the first row. Returns False where another has begun it meanwhile."""
    with transaction.atomic():
        stored = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if stored.is_moving or stored.state in {State.DONE, State.FAILED}:
            return False
        problems = stored.problems.all()
        problems._raw_delete(problems.db)
        forget_seen(run)
        for name in (*COUNTS, "gone", "position", "bytes_read", "bytes_done", "lines_done"):
            setattr(run, name, 0)
        run.state, run.broken, run.moved_at = state, False, timezone.now()
        run.save()
    return True


def forget_files(run: ImportRun) -> None:
    """Nobody goes on with it: what its rows were called goes, too."""
    forget_seen(run)
    storage = storages["private"]
    for name in filter(None, (run.file, run.communes)):
        storage.delete(name)
    ImportRun.objects.filter(pk=run.pk).update(file="", communes="")
    run.file = run.communes = ""


def communes_of(run: ImportRun) -> Communes:
    if not run.communes:
        return Communes()
    with storages["private"].open(run.communes) as file:
        return Communes(Counted(file))
