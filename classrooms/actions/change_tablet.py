"""What becomes of a tablet that has joined a class."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from classrooms.models import Tablet, User


@dataclass(frozen=True, slots=True)
class Status:
    """What a tablet says of itself."""

    unsent_reports: int
    unsent_photos: int
    free_bytes: int | None
    version: str
    ready: dict[str, bool]


def note_status(*, tablet: Tablet, status: Status) -> None:
    Tablet.objects.filter(pk=tablet.pk).update(
        last_seen_at=timezone.now(),
        unsent_reports=status.unsent_reports,
        unsent_photos=status.unsent_photos,
        free_bytes=status.free_bytes,
        version=status.version,
        ready=status.ready,
    )


@transaction.atomic
def revoke_tablet(*, tablet: Tablet, user: User) -> None:
    """From now on it can send what it holds, and nothing else. Twice is once."""
    if Tablet.objects.filter(pk=tablet.pk, revoked_at=None).update(revoked_at=timezone.now()):
        log(instance=tablet.classroom, action="classrooms.revoke_tablet", user=user, data={"tablet": tablet.name})


def leave_class(*, tablet: Tablet) -> None:
    """The tablet has sent everything and wiped itself; its keys open nothing any more."""
    Tablet.objects.filter(pk=tablet.pk, left_at=None).update(
        left_at=timezone.now(), last_seen_at=timezone.now(), unsent_reports=0, unsent_photos=0
    )
