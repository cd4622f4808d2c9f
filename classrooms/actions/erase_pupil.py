"""Everything of a pupil goes, for good: what they sent, what shows them, their name. No backup brings it back."""

import datetime
import logging
from collections import Counter

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms import ledger, registry
from classrooms.actions.forget_class import forget_again
from classrooms.erasing import Foreseen, foresee
from classrooms.errors import Refusal
from classrooms.models import Erasure, Pupil, User

logger = logging.getLogger(__name__)


def erase_pupil(*, pupil: Pupil, by: User) -> Erasure:
    """Noted in the ledger first: what a power failure cuts short is finished by the next replay.

    Not one transaction: nobody waits for the database while pictures are masked again. Raises Refusal(gone | busy).
    """
    return _erase(pupil, by=by, on=ledger.note(pupil.pk))


def replay_erasures() -> int:
    """Erase again whoever the ledger names and the database has all the same. Returns how many pupils and classes.

    One that fails stops no other; raises RuntimeError at the end, since the site may not open with them.
    """
    known = ledger.entries()
    pupils = Pupil.objects.select_related("classroom__school") if known else ()
    back = [(pupil, known[digest]) for pupil in pupils if (digest := ledger.digest_of(pupil.pk)) in known]
    failed = 0
    for pupil, day in back:
        try:
            _erase(pupil, by=None, on=day)
        except Exception:
            failed += 1
            logger.exception("An erasure of the ledger can't be replayed")
    classes, classes_failed = forget_again()
    if failed + classes_failed:
        raise RuntimeError(
            f"{failed} pupils and {classes_failed} classes that were erased are still there: see the log."
        )
    return len(back) + classes


def _erase(pupil: Pupil, *, by: User | None, on: datetime.datetime) -> Erasure:
    foreseen = foresee(pupil)
    for leave in registry.pupil_leaves:
        leave(pupil, by)
    try:
        with transaction.atomic():
            return _take(pupil, foreseen, by, on)
    except IntegrityError as error:  # something of theirs arrived in this very moment
        raise Refusal(_("Quelque chose vient d’arriver de cet élève. Recommencez."), code="busy") from error


def _take(pupil: Pupil, foreseen: Foreseen, by: User | None, on: datetime.datetime) -> Erasure:
    current = Pupil.objects.select_for_update(of=("self",)).select_related("classroom").filter(pk=pupil.pk).first()
    if current is None:
        raise Refusal(_("Cet élève est déjà effacé."), code="gone")
    counts: Counter[str] = Counter()
    for erase in registry.pupil_erased:
        counts.update(erase(current).counts)
    # What the end of their consents has changed by now.
    counts.update({kind: foreseen.counts.get(kind, 0) for kind in ("faces", "names", "stories", "unpublished")})
    classroom, digest = current.classroom, ledger.digest_of(current.pk)
    current.delete()
    said = {kind: number for kind, number in counts.items() if number}
    erasure, _made = Erasure.objects.update_or_create(
        digest=digest, defaults={"classroom": classroom, "erased_at": on, "counts": said}
    )
    log(instance=classroom, action="classrooms.erase_pupil", user=by, data={"erasure": erasure.number, **said})
    return erasure
