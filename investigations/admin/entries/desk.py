"""How much waits for the editors of the directory: the same numbers in the menu, at home and in the queue."""

from dataclasses import dataclass

from investigations.directory.models import EntryReport, EntryRequest, ImportedFrom
from investigations.directory.waiting import waiting_states


@dataclass(frozen=True, slots=True)
class Desk:
    entries: int
    reports: int
    requests: int
    imported: int

    @property
    def pressing(self) -> int:
        """Somebody waits for an answer. Of what was imported nobody does, and it may be a whole register."""
        return self.entries + self.reports + self.requests


def desk() -> Desk:
    return Desk(
        entries=waiting_states().count(), reports=EntryReport.objects.waiting().count(),
        requests=EntryRequest.objects.waiting().count(), imported=ImportedFrom.objects.waiting().count(),
    )  # fmt: skip
