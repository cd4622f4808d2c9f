import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from cms import keeping
from cms.models import RemovalRequest
from cms.newspapers import making
from workshop.front import render

# Long enough to answer whoever asked; then their words and address go.
KEPT_AFTER_SETTLING = datetime.timedelta(days=90)


@task()
def forget_removal_requests() -> None:
    RemovalRequest.objects.filter(settled_at__lt=timezone.now() - KEPT_AFTER_SETTLING).delete()


# Seconds of work: what people wait for (a code, an invitation) goes first.
@task(priority=-5)
def make_newspaper(newspaper_id: str, turn: int) -> None:
    making.make(UUID(newspaper_id), turn)


@task()
def sweep_newspapers() -> None:
    making.sweep()


@task()
def tell_editors(request_id: int) -> None:
    """A letter to each editor, with the story's title and the way to the request, and nothing of what was written."""
    request = RemovalRequest.objects.waiting().filter(pk=request_id).first()
    if request is None:
        return
    address = settings.BASE_URL + reverse("stories:removal", args=[request.pk])
    context = {"request": request, "address": address}
    subject = render_to_string("cms/email/removal_subject.txt", context)
    body = render_to_string("cms/email/removal.txt", context)
    for editor in get_user_model().objects.editors():
        send_mail(" ".join(subject.split()), body, None, [editor.email])


@task()
def warm_pages(names: list[str]) -> None:
    """Pages that a change took away are there again before somebody asks; what is no longer public stays away."""
    keeping.files().unsay("warming")
    for name in names:
        render(name)
