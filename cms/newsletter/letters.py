"""A letter as it leaves: HTML for mail readers with every style on its element, plain text beside it, and headers."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from functools import cache
from pathlib import Path

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator

from cms.models import NewsletterIssue
from cms.newsletter.contents import Item, items_of, of_kind
from cms.open_data.licence import host, whole
from cms.typography import typeset

# Where a subscriber's own token goes: what is the same for many is made once. Nobody knows it who writes of a project.
MARK = f"jeton-{secrets.token_hex(16)}"
_CSS = Path(__file__).parent / "letter.css"
_PREHEADER = 140


@dataclass(frozen=True, slots=True)
class Body:
    subject: str
    text: str
    html: str

    def of(self, token: str) -> "Body":
        return Body(self.subject, self.text.replace(MARK, token), self.html.replace(MARK, token))


def write(issue: NewsletterIssue, items: Sequence[Item], language: str) -> Body:
    with translation.override(language):
        context = {
            "issue": issue,
            "lead": items[0] if items else None,
            "stories": of_kind("story", items[1:]),
            "projects": of_kind("project", items[1:]),
            "visits": of_kind("visit", items[1:]),
            "preheader": issue.preheader or Truncator(issue.introduction).chars(_PREHEADER),
            "site": settings.BASE_URL,
            "language": language,
            "archive": _archive(issue),
            "choices": whole(reverse("letter_choices", args=[MARK])),
            "leave": whole(reverse("letter_leave", args=[MARK])),
        }
        html = typeset(render_to_string("cms/newsletter/letter.html", context), language=language)
        text = render_to_string("cms/newsletter/letter.txt", context)
    subject = typeset(" ".join(issue.subject.split()), language="fr")
    return Body(subject, _tidy(typeset(text, language=language)), _inliner().inline(html))


def preview(issue: NewsletterIssue, mode: str) -> HttpResponse:
    """All of it, as somebody gets it who follows everything."""
    body = write(issue, items_of(issue), "en" if mode == "en" else "fr").of("apercu")
    if mode == "text":
        return HttpResponse(body.text, content_type="text/plain; charset=utf-8")
    return HttpResponse(body.html)


def letter(body: Body, *, to: str, issue: NewsletterIssue, token: str, number: str) -> EmailMultiAlternatives:
    """``body`` is the subscriber's own. ``number`` stays with the delivery: sent twice, readers show it once."""
    leave = whole(reverse("letter_leave", args=[token]))
    headers = {
        "List-Id": f"Les immanquables <immanquables.{host()}>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<lettre-{issue.pk}-{number}@{host()}>",
        "Date": formatdate(),
    }
    if issue.number and issue.archived:
        headers["Archived-At"] = f"<{_archive(issue)}>"
    message = EmailMultiAlternatives(body.subject, body.text, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    message.attach_alternative(body.html, "text/html")
    # For a service that delivers (django-anymail): who opens what is nobody's business.
    message.track_opens = message.track_clicks = False
    return message


def _archive(issue: NewsletterIssue) -> str:
    """The draft has no number, and its preview no page."""
    return whole(reverse("letter_issue", args=[issue.number]) if issue.number else reverse("newsletter"))


@cache
def _inliner() -> css_inline.CSSInliner:
    # What can't stand on an element stays in the head: a dark screen, a narrow one.
    return css_inline.CSSInliner(
        extra_css=_CSS.read_text(), keep_at_rules=True, keep_style_tags=False, load_remote_stylesheets=False,
        resolve_css_variables=True,
    )  # fmt: skip


def _tidy(text: str) -> str:
    """Templates leave holes where something is missing."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or lines[-1:] != [""]:
            lines.append(line)
    return "\n".join(lines) + "\n"
