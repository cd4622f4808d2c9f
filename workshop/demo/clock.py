"""The demo's past: what a class did in the last weeks must not all have happened in one minute."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

A_DAY = datetime.timedelta(days=1)
A_WEEKEND = 5


def school_day(days_ago: int, hour: int, minute: int = 0) -> datetime.datetime:
    """A moment of the weekday that many days ago, or of the last one before it; never in the future."""
    day = timezone.localtime() - days_ago * A_DAY
    while day.weekday() >= A_WEEKEND:
        day -= A_DAY
    return min(day.replace(hour=hour, minute=minute, second=0, microsecond=0), timezone.localtime())


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Let the actions inside believe that it is ``moment``, and every further asking a second later.

    For this process alone, a management command: actions ask ``django.utils.timezone.now``.
    """
    real, asked = timezone.now, 0

    def then() -> datetime.datetime:
        nonlocal asked
        asked += 1
        return moment.astimezone(datetime.UTC) + datetime.timedelta(milliseconds=asked * 100)

    timezone.now = then
    try:
        yield
    finally:
        timezone.now = real
