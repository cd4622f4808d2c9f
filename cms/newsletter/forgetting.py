"""What has had its time. Who got an issue is kept while somebody may ask whether it came; then numbers are."""

import datetime

from django.db.models import Count, F
from django.utils import timezone

from cms.models import Delivery, NewsletterIssue, SilentAddress, Subscriber
from cms.newsletter.links import CONFIRM_WITHIN

LEFT_KEPT = datetime.timedelta(days=7)
DELIVERIES_KEPT = datetime.timedelta(days=90)
SILENT_KEPT = datetime.timedelta(days=365)
_OVER = (NewsletterIssue.State.SENT, NewsletterIssue.State.CANCELLED)


def forget() -> None:
    now = timezone.now()
    Subscriber.objects.filter(state=Subscriber.State.PENDING, asked_at__lt=now - CONFIRM_WITHIN).delete()
    left = Subscriber.objects.filter(state=Subscriber.State.LEFT, left_at__lt=now - LEFT_KEPT)
    # Who asked anew has the days of anybody to confirm.
    left.exclude(asked_at__gte=now - CONFIRM_WITHIN, asked_at__gt=F("left_at")).delete()
    SilentAddress.objects.filter(since__lt=now - SILENT_KEPT).delete()
    for issue in NewsletterIssue.objects.filter(state__in=_OVER, ended_at__lt=now - DELIVERIES_KEPT):
        if counted := tally_of(issue):
            NewsletterIssue.objects.filter(pk=issue.pk).update(tally=counted)
            issue.deliveries.all().delete()


def tally_of(issue: NewsletterIssue) -> dict[str, int]:
    """How many letters are in which state."""
    rows = Delivery.objects.filter(issue=issue).values_list("state").order_by().annotate(there=Count("pk"))
    return dict(rows.values_list("state", "there"))
