"""One batch of an issue. Each letter is claimed in a transaction that ended before the mail server hears of it, so that
no crash makes two of one: what was claimed and has no answer is doubtful, and waits for an editor."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import Delivery, NewsletterIssue, Subscriber
from cms.models.newsletter import digest_of
from cms.newsletter.contents import Item, Wishes, chosen_for, items_of
from cms.newsletter.letters import Body, letter, write
from cms.newsletter.links import token_of
from cms.newsletter.posting import Office, Outcome

logger = logging.getLogger(__name__)
TRIES = 3
# So many in a row that did not leave are no chance: somebody has to look.
IN_A_ROW = 5
State = Delivery.State
_BECOMES = {Outcome.SENT: State.SENT, Outcome.REFUSED: State.FAILED, Outcome.DOUBTFUL: State.DOUBTFUL}


@dataclass
class Batch:
    """What is the same for many letters of it is made once."""

    issue: NewsletterIssue
    items: list[Item]
    bodies: dict[tuple[str, tuple[tuple[str, int], ...]], Body] = field(default_factory=dict)

    def body_for(self, subscriber: Subscriber) -> Body | None:
        """None where nothing is what they follow."""
        chosen = chosen_for(Wishes.of(subscriber), self.items)
        if not chosen:
            return None
        key = (subscriber.language, tuple(item.key for item in chosen))
        if key not in self.bodies:
            self.bodies[key] = write(self.issue, chosen, subscriber.language)
        return self.bodies[key].of(token_of(subscriber))


def send_some(*, issue_id: int) -> bool:
    """Whether there is more to do. May run twice, and beside itself: a letter is of whoever claims it."""
    issue = NewsletterIssue.objects.filter(pk=issue_id, state=NewsletterIssue.State.SENDING).first()
    if issue is None:
        return False
    issue.deliveries.doubtful().update(state=State.DOUBTFUL)
    waiting = _waiting(issue)
    if waiting:
        _send(issue, waiting)
    return not _ended(issue)


def _waiting(issue: NewsletterIssue) -> list[int]:
    """Who was put off comes last."""
    size = settings.LETTER_BATCH
    _queue(issue, size - issue.deliveries.filter(state=State.QUEUED)[:size].count())
    queued = issue.deliveries.filter(state=State.QUEUED).order_by("tries", "pk")
    return list(queued.values_list("pk", flat=True)[:size])


@transaction.atomic
def _queue(issue: NewsletterIssue, room: int) -> None:
    """The next subscribers. Who came since it began gets the next issue."""
    reached = NewsletterIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk).reached
    those = Subscriber.objects.confirmed().filter(pk__gt=reached, confirmed_at__lte=issue.started_at)
    found = list(those.order_by("pk").values_list("pk", "email")[: max(0, room)])
    if not found:
        return
    rows = [Delivery(issue=issue, subscriber_id=pk, digest=digest_of(email)) for pk, email in found]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    NewsletterIssue.objects.filter(pk=issue.pk).update(reached=found[-1][0])


def _send(issue: NewsletterIssue, waiting: list[int]) -> None:
    # Read now: what was withdrawn since the last batch is in no letter of this one.
    batch, office = Batch(issue, items_of(issue)), Office()
    if not batch.items:
        _pause(issue, _("Plus rien de cette lettre n’est public."))
        return
    try:
        office.open()
    except Exception as error:  # noqa: BLE001 - no letter was claimed; the next batch knocks again
        _note(issue, f"{type(error).__name__}: {error}")
        return
    try:
        _hand_over(batch, office, waiting)
    finally:
        office.close()


def _hand_over(batch: Batch, office: Office, waiting: list[int]) -> None:
    issue, in_a_row = batch.issue, 0
    for delivery, subscriber in _deliveries(waiting):
        body = batch.body_for(subscriber) if subscriber else None
        if body is None:
            Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED).update(state=State.SKIPPED)
            continue
        if not _claim(delivery):
            continue
        message = letter(
            body, to=subscriber.email, issue=issue, token=token_of(subscriber), number=delivery.digest[:24]
        )
        outcome, reason = office.post(message)
        _settle(delivery, outcome, reason)
        in_a_row = 0 if outcome is Outcome.SENT else in_a_row + 1
        if outcome is Outcome.CLOSED:
            _note(issue, reason)
            return
        if in_a_row >= IN_A_ROW:
            _pause(issue, reason)
            return
    _note(issue, "")


def _deliveries(waiting: list[int]) -> Iterator[tuple[Delivery, Subscriber | None]]:
    rows = Delivery.objects.filter(pk__in=waiting).order_by("tries", "pk")
    for delivery in rows.select_related("subscriber").prefetch_related("subscriber__causes"):
        reader = delivery.subscriber
        yield delivery, reader if reader and reader.state == Subscriber.State.CONFIRMED else None


def _claim(delivery: Delivery) -> bool:
    """One statement, committed by itself: false where another has it, somebody pressed Pause, or the reader left.

    No joins: with them PostgreSQL would not look at the state again after it has waited for another's claim.
    """
    mine = Delivery.objects.filter(
        pk=delivery.pk, state=State.QUEUED,
        issue__in=NewsletterIssue.objects.filter(pk=delivery.issue_id, state=NewsletterIssue.State.SENDING),
        subscriber__in=Subscriber.objects.confirmed().filter(pk=delivery.subscriber_id),
    )  # fmt: skip
    return bool(mine.update(state=State.CLAIMED, claimed_at=timezone.now(), tries=F("tries") + 1))


def _settle(delivery: Delivery, outcome: Outcome, reason: str) -> None:
    """It may be called doubtful meanwhile: who handed it over knows better."""
    if outcome is Outcome.CLOSED:
        becomes, tried = State.QUEUED, delivery.tries
    elif outcome is Outcome.LATER:
        tried = delivery.tries + 1
        becomes = State.QUEUED if tried < TRIES else State.FAILED
    else:
        becomes, tried = _BECOMES[outcome], delivery.tries + 1
    known = Delivery.objects.filter(pk=delivery.pk, state__in=[State.CLAIMED, State.DOUBTFUL])
    known.update(state=becomes, reason=reason, tries=tried)
    if reason:
        logger.warning("Delivery %s of issue %s: %s", delivery.pk, delivery.issue_id, reason)


def _note(issue: NewsletterIssue, trouble: str) -> None:
    NewsletterIssue.objects.filter(pk=issue.pk).exclude(trouble=trouble[:250]).update(trouble=trouble[:250])


def _pause(issue: NewsletterIssue, trouble: str) -> None:
    going = NewsletterIssue.objects.filter(pk=issue.pk, state=NewsletterIssue.State.SENDING)
    going.update(state=NewsletterIssue.State.PAUSED, trouble=trouble[:250])


def _ended(issue: NewsletterIssue) -> bool:
    """Nothing waits and nobody is left: the issue is sent, though some of its letters may be doubtful."""
    current = NewsletterIssue.objects.get(pk=issue.pk)
    if not current.is_sending:
        return True
    if current.deliveries.filter(state__in=[State.QUEUED, State.CLAIMED]).exists():
        return False
    left = Subscriber.objects.confirmed().filter(pk__gt=current.reached, confirmed_at__lte=current.started_at)
    if left.exists():
        return False
    done = NewsletterIssue.objects.filter(pk=issue.pk, state=NewsletterIssue.State.SENDING)
    done.update(state=NewsletterIssue.State.SENT, ended_at=timezone.now(), trouble="")
    return True
