"""Handing one letter over, and what the answer means: what a server refused did not leave; silence is doubtful."""

import smtplib
from contextlib import suppress
from enum import Enum, auto

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailInvalidAddress, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

FOR_GOOD = 500
_REFUSED = {400, 404, 413, 422}
_NOT_NOW = {401, 402, 403, 429}


class Outcome(Enum):
    SENT = auto()
    # This letter will never be taken.
    REFUSED = auto()
    # This letter was not taken now.
    LATER = auto()
    # No letter would be taken now.
    CLOSED = auto()
    DOUBTFUL = auto()


class Office:
    """One connection for a batch. ``open`` raises what the server's door answers, before any letter is claimed."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection(settings.LETTER_EMAIL_BACKEND)

    def open(self) -> None:
        self.connection.open()

    def close(self) -> None:
        with suppress(Exception):
            self.connection.close()

    def post(self, letter: EmailMessage) -> tuple[Outcome, str]:
        try:
            taken = self.connection.send_messages([letter])
        except Exception as error:  # noqa: BLE001 - whatever it is, the letter may have left
            self.close()
            # Servers repeat whose address it is: it stays with the subscriber.
            said = f"{type(error).__name__}: {error}".replace(letter.to[0], "…")
            return meaning(error), said[:200]
        return (Outcome.SENT, "") if taken else (Outcome.DOUBTFUL, "0")


def meaning(error: Exception) -> Outcome:
    match error:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _reason in error.recipients.values()]
            return Outcome.REFUSED if any(code >= FOR_GOOD for code in codes) else Outcome.LATER
        case smtplib.SMTPDataError():
            return Outcome.REFUSED if error.smtp_code >= FOR_GOOD else Outcome.LATER
        case (
            smtplib.SMTPSenderRefused()
            | smtplib.SMTPAuthenticationError()
            | smtplib.SMTPHeloError()
            | smtplib.SMTPConnectError()
            | smtplib.SMTPNotSupportedError()
            | ConnectionRefusedError()
        ):
            return Outcome.CLOSED
        case AnymailRecipientsRefused() | AnymailInvalidAddress() | UnicodeError():
            return Outcome.REFUSED
        case AnymailAPIError():
            return _answered(error.status_code)
        case AnymailError():
            return Outcome.CLOSED
    return Outcome.DOUBTFUL


def _answered(status: int | None) -> Outcome:
    if status in _REFUSED:
        return Outcome.REFUSED
    return Outcome.CLOSED if status in _NOT_NOW else Outcome.DOUBTFUL
