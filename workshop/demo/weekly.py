"""The weekly letter: one was sent some days ago, to three made-up neighbours; the next one is a draft."""

import datetime

from django.utils import timezone

from classrooms.models import User
from cms.models import NewsletterIssue, Subscriber
from cms.newsletter.composing import compose
from cms.newsletter.running import start, try_out
from cms.newsletter.sending import send_some
from cms.newsletter.subscribing import Choices
from investigations.directory.models import Cause
from workshop.demo.clock import at

SENT = "Un jardin, un four et des abeilles"
SENT_WORDS = (
    "Chers voisins, pour cette première lettre, le meilleur des dernières semaines : des élèves sont montés sur un "
    "toit, d’autres ont apporté leur pâte au four, d’autres encore ont poussé une grille verte.\n\n"
    "À lire avec un café. Et des portes s’ouvrent près de chez vous cette semaine."
)
LONG_BEFORE = datetime.timedelta(days=90)
DRAFT = "Ce qui s’ouvre cette semaine dans le quartier"
NEIGHBOURS = {
    "voisine@demo.example": Choices(),
    "voisin-du-jardin@demo.example": Choices("75019 Paris", 48.882, 2.382, 5),
    "amie-des-abeilles@demo.example": Choices(),
}


def subscribe(when: datetime.datetime) -> None:
    ecology = tuple(Cause.objects.filter(slug="ecologie").values_list("pk", flat=True))
    for email, choices in NEIGHBOURS.items():
        subscriber = Subscriber.objects.create(email=email, asked_at=when)
        (Choices(causes=ecology) if "abeilles" in email else choices).keep(subscriber)
        Subscriber.objects.filter(pk=subscriber.pk).update(state=Subscriber.State.CONFIRMED, confirmed_at=when)


def send_one(*, editor: User, when: datetime.datetime) -> None:
    """By the worker's own batch, at once: the mailbox shows it before the site is served."""
    subscribe(when - datetime.timedelta(days=9))
    with at(when):
        issue = compose(after=when - LONG_BEFORE)
        issue.subject, issue.introduction = SENT, SENT_WORDS
        issue.save()
        try_out(issue=issue, by=editor)
        start(issue=issue, by=editor)
        send_some(issue_id=issue.pk)


def draft_one() -> None:
    issue = compose()
    NewsletterIssue.objects.filter(pk=issue.pk).update(subject=DRAFT, changed_at=timezone.now())
