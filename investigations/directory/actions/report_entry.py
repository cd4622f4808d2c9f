"""Anyone says that an entry is wrong or closed; an editor settles it."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.letters import write
from investigations.directory.models import CitizenProject, EntryReport


@transaction.atomic
def report_entry(*, project: CitizenProject, what: str, words: str, email: str, tell_holders: bool) -> EntryReport:
    """Its holders read the words, never who wrote them."""
    report = EntryReport.objects.create(project=project, what=what, words=words, email=email)
    if tell_holders:
        with translation.override(settings.LANGUAGE_CODE):
            for holder in project.holders.confirmed():
                write("entry_reported", to=holder.email, project=project, holder=holder, report=report)
    return report


@transaction.atomic
def settle_report(*, report: EntryReport, by: User, answer: str = "") -> None:
    """The address goes with the answer, or without one. Raises Refusal(settled)."""
    current = EntryReport.objects.select_for_update(of=("self",)).select_related("project").get(pk=report.pk)
    if current.settled_at:
        raise Refusal(_("Ce signalement est déjà réglé."), code="settled")
    if current.email and answer.strip():
        write("report_answered", to=current.email, project=current.project, answer=answer.strip())
    current.settled_at, current.settled_by, current.answer, current.email = timezone.now(), by, answer.strip(), ""
    current.save()
    log(instance=current.project, action="directory.settle_report", user=by, data={"report": current.pk})
