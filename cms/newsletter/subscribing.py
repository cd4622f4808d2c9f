"""Who gets the letter: asked for, confirmed from the mailbox itself, left with one click, forgotten soon after."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from classrooms.letters import seal
from classrooms.tasks import send_letter
from cms.models import SilentAddress, Subscriber
from cms.models.newsletter import digest_of
from cms.newsletter.links import confirming_link, token_of
from cms.open_data.licence import whole
from cms.quotas import has_turn
from investigations.directory.models import Cause

# Letters an hour to one address that somebody types.
LETTERS_AT_MOST = 3
SOFT_AT_MOST = 5
State = Subscriber.State


@dataclass(frozen=True, slots=True)
class Choices:
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    kilometres: int | None = None
    causes: tuple[int, ...] = ()

    def keep(self, subscriber: Subscriber) -> None:
        subscriber.place, subscriber.kilometres = self.place, self.kilometres
        subscriber.latitude, subscriber.longitude = self.latitude, self.longitude
        subscriber.save()
        subscriber.causes.set(Cause.objects.filter(pk__in=self.causes))


def take_in(*, email: str, language: str, choices: dict[str, Any]) -> None:
    """A letter to confirm; to who is there already, one that says so: a stranger changes nothing of theirs."""
    email = email.strip().lower()
    if SilentAddress.objects.filter(digest=digest_of(email)).exists():
        return
    if not has_turn("letter-address", email, at_most=LETTERS_AT_MOST):
        return
    with translation.override(language):
        known = Subscriber.objects.confirmed().filter(email=email).first()
        if known:
            _write("letter_known", known, address=whole(reverse("letter_choices", args=[token_of(known)])))
            return
        asking = _asking(email, language)
        if asking.state == State.PENDING:
            Choices(**choices).keep(asking)
        _write("letter_confirm", asking, address=confirming_link(asking))


def _asking(email: str, language: str) -> Subscriber:
    """Who left asks like anybody else, and finds what they had chosen: nobody has proved yet to be them."""
    try:
        with transaction.atomic():
            asking, _new = Subscriber.objects.get_or_create(email=email)
    except IntegrityError:
        asking = Subscriber.objects.get(email=email)
    asking.asked_at = timezone.now()
    if asking.state == State.PENDING:
        asking.language = language
    asking.save(update_fields=["language", "asked_at"])
    return asking


def _write(name: str, subscriber: Subscriber, **context: Any) -> None:
    subject = " ".join(render_to_string(f"cms/email/{name}_subject.txt", context).split())
    body = render_to_string(f"cms/email/{name}.txt", context)
    letter = seal(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [subscriber.email]))
    transaction.on_commit(lambda: send_letter.enqueue(letter))


@transaction.atomic
def confirm(*, subscriber: Subscriber) -> None:
    """Twice is once."""
    asking = Subscriber.objects.filter(pk=subscriber.pk, state__in=[State.PENDING, State.LEFT])
    asking.filter(left_at=subscriber.left_at).update(
        state=State.CONFIRMED, confirmed_at=timezone.now(), left_at=None
    )  # fmt: skip


@transaction.atomic
def change(*, subscriber: Subscriber, language: str, choices: Choices) -> None:
    subscriber.language = language
    choices.keep(subscriber)


def leave(*, subscriber: Subscriber) -> None:
    there = Subscriber.objects.confirmed().filter(pk=subscriber.pk)
    there.update(state=State.LEFT, left_at=timezone.now())


def come_back(*, subscriber: Subscriber) -> None:
    """Within the days that the row is kept; the proof of the address is as old as it was."""
    gone = Subscriber.objects.filter(pk=subscriber.pk, state=State.LEFT)
    gone.update(state=State.CONFIRMED, left_at=None)


def erase(*, subscriber: Subscriber) -> None:
    """With the address: what is left is that an issue went to some digest, until the tally is made."""
    Subscriber.objects.filter(pk=subscriber.pk).delete()


@transaction.atomic
def silence(*, email: str, why: str) -> None:
    """No letter ever reaches it, or its reader doesn't want them: the address goes, and is asked nothing for a year."""
    gone, _rows = Subscriber.objects.filter(email=email.strip().lower()).delete()
    if gone:
        SilentAddress.objects.update_or_create(digest=digest_of(email), defaults={"why": why, "since": timezone.now()})


def not_taken(*, email: str) -> None:
    """A mailbox that is full, or out of order: after some in a row it counts as gone."""
    subscriber = Subscriber.objects.filter(email=email.strip().lower()).first()
    if subscriber is None:
        return
    subscriber.soft_bounces += 1
    Subscriber.objects.filter(pk=subscriber.pk).update(soft_bounces=subscriber.soft_bounces)
    if subscriber.soft_bounces >= SOFT_AT_MOST:
        silence(email=email, why=SilentAddress.Why.BOUNCED)


def taken(*, email: str) -> None:
    Subscriber.objects.filter(email=email.strip().lower(), soft_bounces__gt=0).update(soft_bounces=0)


def all_of(subscriber: Subscriber) -> dict[str, Any]:
    """Everything that is kept of them, for themselves."""
    fields = ("email", "language", "state", "place", "latitude", "longitude", "kilometres", "soft_bounces")
    dates = ("asked_at", "confirmed_at", "left_at")
    letters = subscriber.deliveries.select_related("issue").order_by("issue__number")
    return {
        **{name: getattr(subscriber, name) for name in fields},
        **{name: (when := getattr(subscriber, name)) and when.isoformat() for name in dates},
        "causes": [cause.name for cause in subscriber.causes.all()],
        "letters": [
            {"number": one.issue.number, "subject": one.issue.subject, "state": one.state,
             "claimed_at": one.claimed_at and one.claimed_at.isoformat()}
            for one in letters
        ],
    }  # fmt: skip
