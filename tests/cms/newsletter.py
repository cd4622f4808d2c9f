"""Readers of the letter, an editor who sends it, and a worker whose hours pass quickly."""

import re
import smtplib
from datetime import timedelta
from email import message_from_bytes, policy

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.models import NewsletterIssue, Subscriber
from cms.newsletter.composing import compose
from investigations.directory.models import Cause, CitizenProject, OpenVisit
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.factories import CitizenProjectFactory

OURS = (
    Q(task_path__startswith="cms.newsletter")
    | Q(task_path="classrooms.tasks.send_letter")
    | Q(task_path__contains="delete_file")
)
LYON = {"latitude": 45.75, "longitude": 4.85, "postcode": "69001", "commune": "Lyon"}
CONFIRM = re.compile(r"http://testserver(/lettre/confirmer/\S+)")


def work(rounds=None):
    """What waits is done, whenever it is due: all of it, or that many times. A task that raises stays as it is."""
    for _ in range(rounds or 50):
        waiting = list(DBTaskResult.objects.filter(OURS, status="READY").order_by("-priority", "enqueued_at"))
        if not waiting:
            return
        for result in waiting:
            DBTaskResult.objects.filter(pk=result.pk).update(status="RUNNING")
            call = result.task.func
            call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
            DBTaskResult.objects.filter(pk=result.pk).update(status="SUCCESSFUL")
    assert rounds, "it never ends"


def asks(email, client=None, **choices):
    client = client or Client()
    return client.post(
        reverse("newsletter"), {"email": email, "kilometres": "5", "website": "", **choices}, follow=True
    )


def signs_up(email, **choices):
    """By the form and the letter, as a reader does."""
    mail.outbox.clear()
    asks(email, **choices)
    work()
    path = CONFIRM.search(mail.outbox[-1].body)[1]
    page = Client().post(path, follow=True)
    mail.outbox.clear()
    return page


def readers(*names, **fields):
    """Who has confirmed long ago; made at once, for stories that are about something else."""
    rows = [Subscriber(email=f"{name}@rue.example", state="confirmed", confirmed_at=timezone.now(), **fields)
            for name in names]  # fmt: skip
    return Subscriber.objects.bulk_create(rows)


def cause(slug):
    return Cause.objects.get(slug=slug)


def drafted(subject="Les immanquables du jour", introduction="Bonne lecture."):
    """Of all that is there, whatever issue it was in."""
    issue = compose(after=timezone.now() - timedelta(days=31))
    issue.subject, issue.introduction = subject, introduction
    issue.save()
    return issue


def editor():
    return signed_in(editor=True)


def sent_by(client, issue):
    """The trial, the question, and everything begins; the worker has not come yet."""
    deed(client, issue, "essai")
    mail.outbox.clear()
    client.post(reverse("letters:send", args=[issue.pk]))
    issue.refresh_from_db()
    return issue


def deed(client, issue, name, **more):
    return client.post(reverse("letters:deed", args=[issue.pk, name]), more, follow=True)


def words_of(page):
    """But for what protects its forms."""
    return re.sub(r'value="\w{64}"', "", text_of(page))


def got():
    return sorted(letter.to[0].partition("@")[0] for letter in mail.outbox)


def parsed(letter):
    """As a mail reader gets it: headers, text and HTML."""
    message = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    return message, text.get_content(), html.get_content()


def state_of(issue):
    return NewsletterIssue.objects.get(pk=issue.pk).get_state_display()


class Killed(BaseException):
    """The process ends here: nothing that comes after a crash runs."""


class MailServer(EmailBackend):
    """Takes letters as locmem does, but for what a test says of an address."""

    answers: dict = {}
    closed = None

    def open(self):
        if self.closed:
            raise self.closed

    def send_messages(self, messages):
        self.open()
        for letter in messages:
            answer = self.answers.get(letter.to[0].partition("@")[0])
            if answer is not None:
                if getattr(answer, "left", False):
                    super().send_messages([letter])
                if isinstance(answer, smtplib.SMTPRecipientsRefused):
                    answer = smtplib.SMTPRecipientsRefused({letter.to[0]: (answer.recipients, b"no")})
                raise answer
        return super().send_messages(messages)


def refused(code):
    """As a real server says it, with the address."""
    return smtplib.SMTPRecipientsRefused(code)


def project(name, **fields):
    made = CitizenProjectFactory(name=name, **fields)
    CitizenProject.objects.filter(pk=made.pk).update(first_published_at=timezone.now())
    return made


def visit(where, days=3, words="On sème des fèves."):
    begins = timezone.now() + timedelta(days=days)
    return OpenVisit.objects.create(project=where, starts_at=begins, ends_at=begins + timedelta(hours=2), words=words)
