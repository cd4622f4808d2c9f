import datetime

from django.utils import timezone
from django_tasks import default_task_backend, task

from cms.actions.settle_gift import LEFT_AFTER, read_again
from cms.giving.helloasso import UnavailableError, is_open
from cms.models import Gift

LATER = datetime.timedelta(minutes=10)
TRIES = 6
A_DAY = 20
UNPAID_KEPT = datetime.timedelta(days=30)
# The ten years of the books (code de commerce, L123-22).
GIFTS_KEPT = datetime.timedelta(days=3653)


@task()
def read_gift(gift_id: int, tried: int = 0) -> None:
    """Several notifications of one gift are one request: what was read since it was woken is known."""
    gift = Gift.objects.unread().filter(pk=gift_id).first()
    if gift is None or not is_open():
        return
    try:
        read_again(gift=gift)
    except UnavailableError:
        # What is not read now waits for the day's own round.
        if tried < TRIES and default_task_backend.supports_defer:
            read_gift.using(run_after=timezone.now() + LATER).enqueue(gift_id, tried + 1)


@task()
def read_what_waits() -> None:
    """Notifications get lost: what was said and not read, and what was begun and not ended. The rest tomorrow."""
    forget_gifts()
    if not is_open():
        return
    begun = Gift.objects.asked().filter(state=Gift.State.BEGUN)
    waiting = Gift.objects.unread() | begun.filter(begun_at__lt=timezone.now() - LEFT_AFTER)
    for gift in waiting.order_by("begun_at")[:A_DAY]:
        try:
            read_again(gift=gift)
        except UnavailableError:
            return


def forget_gifts() -> None:
    now = timezone.now()
    unpaid = Gift.objects.filter(state__in=[Gift.State.BEGUN, Gift.State.LEFT, Gift.State.FAILED])
    unpaid.filter(intent=None, begun_at__lt=now - LEFT_AFTER).delete()
    unpaid.filter(begun_at__lt=now - UNPAID_KEPT).delete()
    Gift.objects.filter(begun_at__lt=now - GIFTS_KEPT).delete()
