import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from classrooms.letters import unseal_words
from investigations.directory.looking import links_of, look_at
from investigations.directory.models import (
    CitizenProject,
    EntryReading,
    EntryReport,
    EntryRequest,
    HolderVisit,
    LinkCheck,
    OpenVisit,
    ProjectHolder,
    ProjectInvitation,
    Registration,
    StillTrue,
)
from investigations.directory.pictures import sweep

# What nobody has finished by then is nobody's any more.
REGISTRATIONS_KEPT = datetime.timedelta(days=30)
INVITATIONS_KEPT = datetime.timedelta(days=30)
PROJECT_INVITATIONS_KEPT = datetime.timedelta(days=30)
VISITS_KEPT = datetime.timedelta(days=1)
OPEN_VISITS_KEPT = datetime.timedelta(days=365)
# Long enough to answer who asks what became of it.
REPORTS_KEPT = datetime.timedelta(days=90)
# Nobody waits for an answer any more.
ADDRESSES_KEPT = datetime.timedelta(days=180)
# Whoever changes an entry again and again doesn't make this server knock again and again.
LOOKED_LATELY = datetime.timedelta(minutes=10)
REQUESTS_KEPT_AFTER_SETTLING = datetime.timedelta(days=90)


@task()
def forget_unfinished_registrations() -> None:
    now = timezone.now()
    Registration.objects.filter(changed_at__lt=now - REGISTRATIONS_KEPT).delete()
    HolderVisit.objects.filter(asked_at__lt=now - VISITS_KEPT).delete()
    ProjectHolder.objects.filter(confirmed_at=None, since__lt=now - INVITATIONS_KEPT).delete()
    forget_project_invitations()


def forget_project_invitations() -> None:
    past = ProjectInvitation.objects.filter(sent_at__lt=timezone.now() - PROJECT_INVITATIONS_KEPT)
    past.filter(registered=None).delete()
    past.exclude(digest="").update(digest="")


@task()
def sweep_pictures() -> None:
    sweep()


@task()
def forget_open_visits() -> None:
    OpenVisit.objects.filter(ends_at__lt=timezone.now() - OPEN_VISITS_KEPT).delete()


# Somebody stands at the door.
@task(priority=10)
def send_code_to_holder(visit_id: int, sealed: str, language: str) -> None:
    """Nothing goes to an address that keeps no entry; no browser learns which it was."""
    visit = HolderVisit.objects.filter(pk=visit_id).first()
    if visit is None or not visit.has_code or not ProjectHolder.objects.of(visit.email).exists():
        return
    with translation.override(language or settings.LANGUAGE_CODE):
        subject = render_to_string("directory/email/space_code_subject.txt")
        body = render_to_string("directory/email/space_code.txt", {"code": unseal_words(sealed)})
    send_mail(" ".join(subject.split()), body, None, [visit.email])


@task()
def forget_entry_reports() -> None:
    now = timezone.now()
    EntryReport.objects.filter(settled_at__lt=now - REPORTS_KEPT).delete()
    EntryReport.objects.waiting().filter(asked_at__lt=now - ADDRESSES_KEPT).exclude(email="").update(email="")
    EntryReading.objects.filter(seen_at__lt=now - VISITS_KEPT).delete()
    EntryRequest.objects.filter(settled_at__lt=now - REQUESTS_KEPT_AFTER_SETTLING).delete()


@task()
def look_at_links(project_id: int) -> None:
    """Of what its holder last wrote."""
    project = CitizenProject.objects.filter(pk=project_id).first()
    if project is None:
        return
    links = links_of(project.get_latest_revision_as_object())
    checks = LinkCheck.objects.filter(project=project_id)
    checks.exclude(url__in=links).delete()
    lately = checks.filter(asked_at__gt=timezone.now() - LOOKED_LATELY).values_list("url", flat=True)
    for link in set(links) - set(lately):
        seen = {"outcome": look_at(link), "asked_at": timezone.now()}
        if CitizenProject.objects.filter(pk=project_id).exists():
            LinkCheck.objects.update_or_create(project_id=project_id, url=link, defaults=seen)


@task()
def tell_editors_of_silent_entry(project_id: int) -> None:
    """Nobody answers for it, and a class works there: somebody has to call."""
    silent = StillTrue.objects.silent().exclude(kept_at=None).select_related("project").filter(project=project_id)
    if entry := silent.first():
        address = settings.BASE_URL + reverse("entries:silent")
        _tell_editors("silent_entry", {"project": entry.project, "address": address})


@task()
def tell_editors_of_request(request_id: int) -> None:
    """A letter to each editor, with the entry's name and the way to the request, and nothing of who asks."""
    request = EntryRequest.objects.waiting().select_related("project").filter(pk=request_id).first()
    if request is None:
        return
    context = {"request": request, "address": settings.BASE_URL + reverse("entry_holders:request", args=[request.pk])}
    _tell_editors("request", context)


def _tell_editors(name: str, context: dict[str, Any]) -> None:
    subject = " ".join(render_to_string(f"directory/email/{name}_subject.txt", context).split())
    body = render_to_string(f"directory/email/{name}.txt", context)
    for editor in get_user_model().objects.editors():
        send_mail(subject, body, None, [editor.email])
