"""Which identifiers a file has shown so far, told in the transaction that counts its rows: memory stays flat, and
whoever goes on with the file needs nothing of what is behind."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from investigations.directory.models import ImportRun, ImportSeen


class Seen:
    def __init__(self, run: ImportRun) -> None:
        self.run = run

    def first_lines(self, shown: Sequence[tuple[str, int]]) -> list[int]:
        """Of identifiers and their lines: where each stood first, its own line if it is new."""
        keys = [_digest(source_id) for source_id, _line in shown]
        first = dict(ImportSeen.objects.filter(run=self.run, key__in=set(keys)).values_list("key", "line"))
        new = {}
        for key, (_source_id, line) in zip(keys, shown, strict=True):
            if key not in first:
                first[key] = new[key] = line
        rows = [ImportSeen(run=self.run, key=key, line=line) for key, line in new.items()]
        ImportSeen.objects.bulk_create(rows, ignore_conflicts=True)
        return [first[key] for key in keys]

    def without(self, source_ids: Iterable[str]) -> set[str]:
        asked = {_digest(source_id): source_id for source_id in source_ids}
        found = ImportSeen.objects.filter(run=self.run, key__in=asked).values_list("key", flat=True)
        return {asked[key] for key in asked.keys() - set(found)}


def forget_seen(run: ImportRun) -> None:
    rows = ImportSeen.objects.filter(run=run)
    rows._raw_delete(rows.db)


def _digest(source_id: str) -> int:
    """Two of a million are alike once in thirty million files."""
    return int.from_bytes(blake2b(source_id.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)
