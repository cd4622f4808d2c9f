import datetime
from collections.abc import Iterable
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from cms import keeping
from cms.models import RemovalRequest, StoryReply
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
    if request:
        _tell_editors("removal", request.title, reverse("stories:removal", args=[request.pk]))


@task()
def tell_editors_of_reply(reply_id: int) -> None:
    """That a project answers a story and somebody is to read it; nothing of what was written."""
    reply = StoryReply.objects.waiting().filter(pk=reply_id).first()
    if reply:
        _tell_editors("reply", reply.story.title, reverse("stories:reply", args=[reply.pk]))


def _tell_editors(kind: str, title: str, path: str) -> None:
    context = {"title": title, "address": settings.BASE_URL + path}
    subject = render_to_string(f"cms/email/{kind}_subject.txt", context)
    body = render_to_string(f"cms/email/{kind}.txt", context)
    for editor in get_user_model().objects.editors():
        send_mail(" ".join(subject.split()), body, None, [editor.email])


# After what people wait for: each page comes by itself as well, for who asks for it.
@task(priority=-3)
def warm_pages(names: Iterable[str] = ()) -> None:
    """Pages that a change took away are there again before somebody asks; what is no longer public stays away."""
    files = keeping.files()
    files.unsay("warming")
    names = list(dict.fromkeys([*names, *keeping.wanted()]))
    for name in names:
        # Written to meanwhile: whoever writes has all of it warmed when that is done.
        if files.is_held() or (render(name) == HTTPStatus.OK and files.signature(name) is None):
            files.note("wanted", names)
            return
