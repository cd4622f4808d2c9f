"""Offers of help have their time, like all that people write to each other."""

import datetime

from django.utils import timezone
from django_tasks import task

from investigations.directory.models import BlockedHelper, HelpOffer
from investigations.directory.models.offers import UNPROVED_LAST

OFFERS_KEPT = datetime.timedelta(days=60)
BLOCKED_KEPT = datetime.timedelta(days=365)


@task()
def forget_offers() -> None:
    now = timezone.now()
    HelpOffer.objects.filter(proved_at=None, asked_at__lt=now - UNPROVED_LAST).delete()
    HelpOffer.objects.filter(moved_at__lt=now - OFFERS_KEPT).delete()
    BlockedHelper.objects.filter(blocked_at__lt=now - BLOCKED_KEPT).delete()
