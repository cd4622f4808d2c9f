"""A draft from what appeared since the last issue: references in the order of an editor who reads everything."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.models import NewsletterIssue, StoryPage, Subscriber
from investigations.directory.models import CitizenProject, OpenVisit

STORIES, PROJECTS, VISITS = 6, 8, 6
# For the first issue, and where the last one is long ago.
AT_MOST = datetime.timedelta(days=31)
VISITS_WITHIN = datetime.timedelta(days=14)


def since() -> datetime.datetime:
    last = NewsletterIssue.objects.filter(number__isnull=False).order_by("-number").first()
    long_ago = timezone.now() - AT_MOST
    return max(last.started_at, long_ago) if last and last.started_at else long_ago


def appeared(after: datetime.datetime) -> list[tuple[str, int]]:
    """Stories and projects that are public for the first time, newest first; visits that come, the next ones first.

    A visit may be announced in two issues: it is worth more the nearer it is.
    """
    now = timezone.now()
    stories = list(StoryPage.objects.for_cards().filter(first_published_at__gt=after)[:STORIES])
    soon = OpenVisit.objects.public().filter(starts_at__gt=now, starts_at__lt=now + VISITS_WITHIN)
    visits = list(soon.order_by("starts_at", "pk")[:VISITS])
    # A project that a story or a visit tells of is there already.
    told = {thing.project.pk for thing in stories} | {visit.project_id for visit in visits}
    projects = CitizenProject.objects.live().filter(first_published_at__gt=after).exclude(pk__in=told)
    return [
        *(("story", story.pk) for story in stories),
        *(("visit", visit.pk) for visit in visits),
        *(("project", project.pk) for project in projects.order_by("-first_published_at", "pk")[:PROJECTS]),
    ]


@transaction.atomic
def compose(*, after: datetime.datetime | None = None) -> NewsletterIssue:
    """A draft to be written on, of what appeared since then, or since the last issue; nothing new is a draft, too."""
    with override("fr"):
        day = date_format(timezone.localdate(), "j F")
        issue = NewsletterIssue(subject=_("Les immanquables du %(day)s") % {"day": day})
    issue.items = _stream(issue, appeared(after or since()))
    issue.save()
    return issue


def draft_of_the_week() -> NewsletterIssue | None:
    """On its day, where somebody would get it, nothing is drafted yet, and something appeared."""
    days = settings.LETTER_DRAFT_DAY
    if days is None or timezone.localdate().weekday() != days or not Subscriber.objects.confirmed().exists():
        return None
    if NewsletterIssue.objects.filter(state=NewsletterIssue.State.DRAFT).exists() or not appeared(since()):
        return None
    return compose()


def _stream(issue: NewsletterIssue, refs: list[tuple[str, int]]) -> Any:
    return issue._meta.get_field("items").to_python([{"type": kind, "value": key} for kind, key in refs])
