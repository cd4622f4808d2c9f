import datetime
import json

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import default_task_backend, task

from classrooms.letters import unseal_words
from cms.models import NewsletterIssue
from cms.newsletter.composing import draft_of_the_week
from cms.newsletter.forgetting import forget
from cms.newsletter.sending import send_some
from cms.newsletter.subscribing import take_in


# Whoever stands at a door goes first.
@task(priority=-20)
def send_batch(issue_id: int, turn: int) -> None:
    """The next one waits before this one begins: a worker that is killed meanwhile ends nothing."""
    with transaction.atomic():
        mine = NewsletterIssue.objects.filter(pk=issue_id, turn=turn, state=NewsletterIssue.State.SENDING)
        if not mine.update(turn=turn + 1):
            return
        if default_task_backend.supports_defer:
            pause = datetime.timedelta(seconds=settings.LETTER_PAUSE_SECONDS)
            send_batch.using(run_after=timezone.now() + pause).enqueue(issue_id, turn + 1)
    if send_some(issue_id=issue_id) and not default_task_backend.supports_defer:
        send_batch.enqueue(issue_id, turn + 1)


# Somebody looks into their mailbox.
@task(priority=10)
def take_in_subscriber(sealed: str) -> None:
    """Here and not while the person waits: the answer takes as long for an address that we know."""
    take_in(**json.loads(unseal_words(sealed)))


@task()
def forget_letters() -> None:
    forget()


@task()
def draft_weekly_letter() -> None:
    draft_of_the_week()
