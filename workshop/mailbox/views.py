import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

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


def letters(request: HttpRequest) -> HttpResponse:
    return render(request, "mailbox/letters.html", {"letters": _all()})


def letter(request: HttpRequest, name: str) -> HttpResponse:
    found = next((letter for letter in _all() if letter.name == name), None)
    if found is None:
        raise Http404
    return render(request, "mailbox/letter.html", {"letter": found})


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
    body = message.get_body(("plain", "html"))
    return Letter(
        name=name,
        sent_at=datetime.fromtimestamp(file.stat().st_mtime, timezone.get_current_timezone()),
        sender=str(message["From"]),
        recipients=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
    )
