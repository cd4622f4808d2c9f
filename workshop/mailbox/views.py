import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

# What Django's file-based backend writes between two letters of one connection.
SEPARATOR = b"-" * 79


@dataclass(frozen=True)
class Letter:
    name: str
    sent_at: datetime
    sender: str
    recipients: str
    subject: str
    text: str
    # As a mail reader shows it; empty for a letter of plain text.
    html: str


def letters(request: HttpRequest) -> HttpResponse:
    return render(request, "mailbox/letters.html", {"letters": _all()})


def letter(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "mailbox/letter.html", {"letter": _found(name)})


# In a frame without scripts or forms; links open in a page of their own.
@csp_update({"style-src": ["'unsafe-inline'"], "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"]})
def letter_as_sent(request: HttpRequest, **named: str) -> HttpResponse:
    found = _found(named["name"])
    if not found.html:
        raise Http404
    return HttpResponse(found.html.replace("<head>", '<head><base target="_blank">', 1))


def _found(name: str) -> Letter:
    found = next((letter for letter in _all() if letter.name == name), None)
    if found is None:
        raise Http404
    return found


def _all() -> list[Letter]:
    """Newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), reverse=True) if folder.is_dir() else []
    return [
        _read(f"{file.stem}-{number}", file, content)
        for file in files
        for number, content in reversed(list(enumerate(file.read_bytes().split(SEPARATOR))))
        if content.strip()
    ]


def _read(name: str, file: Path, content: bytes) -> Letter:
    message = email.message_from_bytes(content.strip(), _class=EmailMessage, policy=email.policy.default)
    body, rich = message.get_body(("plain", "html")), message.get_body(("html",))
    return Letter(
        name=name,
        sent_at=datetime.fromtimestamp(file.stat().st_mtime, timezone.get_current_timezone()),
        sender=str(message["From"]),
        recipients=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
        html=rich.get_content() if rich else "",
    )
