"""Of a class whose year has ended nothing is left but counts, its kept stories, and whoever allows them."""

import logging
import secrets
from collections import Counter
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms import ledger, registry
from classrooms.errors import Refusal
from classrooms.models import Classroom, User, YearEnd

logger = logging.getLogger(__name__)


def forget_class(*, classroom: Classroom, by: User | None) -> YearEnd:
    """Noted in the ledger first, so that no backup brings it back. Raises Refusal(open) for a class that isn't closed.

    Run again, it forgets what the class's stories no longer carry.
    """
    year_end = YearEnd.objects.filter(classroom=classroom).exclude(closed_at=None).first()
    if year_end is None:
        raise Refusal(_("Terminez d’abord l’année de cette classe."), code="open")
    if not year_end.is_forgotten:
        ledger.note_class(classroom.uuid, year_end.kept)
    return _forget(classroom, by)


def forget_what_nothing_carries() -> None:
    """Of classes that were forgotten: pupils of whom no story shows anything any longer."""
    for classroom in Classroom.objects.filter(year_end__forgotten_at__isnull=False, pupils__isnull=False).distinct():
        try:
            forget_class(classroom=classroom, by=None)
        except Exception:
            logger.exception("What nothing carries of class %s can't be forgotten", classroom.pk)


def forget_again() -> tuple[int, int]:
    """Classes that the ledger names and a restored database has all the same. Returns how many, and how many failed."""
    known, again, failed = ledger.class_entries(), 0, 0
    for classroom in Classroom.objects.filter(year_end__forgotten_at=None) if known else ():
        entry = known.get(ledger.digest_of(classroom.uuid))
        if entry is None:
            continue
        day = timezone.localdate(entry.at)
        closed = {"closed_at": entry.at, "forget_on": day, "kept": sorted(entry.kept)}
        try:
            with transaction.atomic():
                YearEnd.objects.update_or_create(classroom=classroom, defaults=closed)
                _forget(classroom, None)
            again += 1
        except Exception:
            failed += 1
            logger.exception("A class of the ledger can't be forgotten again")
    return again, failed


@transaction.atomic
def _forget(classroom: Classroom, by: User | None) -> YearEnd:
    Classroom.objects.select_for_update(of=("self",)).get(pk=classroom.pk)
    year_end = YearEnd.objects.get(classroom=classroom)
    counts: Counter[str] = Counter(year_end.counts)
    staying: set[UUID] = set()
    for forget in registry.class_forgotten:
        left = forget(classroom, frozenset(year_end.kept))
        counts.update(left.counts)
        staying |= left.pupils
    gone = classroom.pupils.exclude(pk__in=staying)
    counts["pupils"] += gone.count()
    gone.delete()
    first = not year_end.is_forgotten
    if first:
        _reduce(classroom)
        year_end.forgotten_at = timezone.now()
    year_end.counts = {kind: number for kind, number in counts.items() if number}
    year_end.save(update_fields=["forgotten_at", "counts"])
    if first:
        log(instance=classroom, action="classrooms.forget", user=by, data=year_end.counts)
    return year_end


def _reduce(classroom: Classroom) -> None:
    """Tablets still hear that they are to wipe what they hold; no card opens anything."""
    for pupil in classroom.pupils.all():
        pupil.team, pupil.name_key, pupil.homonym = None, "", 0
        pupil.card_digest, pupil.printed_serial = secrets.token_hex(32), pupil.card_serial
        pupil.save(update_fields=["team", "name_key", "homonym", "card_digest", "printed_serial"])
    classroom.teams.all().delete()
    classroom.invitations.all().delete()
    classroom.tablets.filter(revoked_at=None).update(revoked_at=timezone.now())
