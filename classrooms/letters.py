"""Letters about an account: written while the person waits, sent by the task worker.

The answer then takes as long for an address that nobody has as for one that somebody has, and a slow mail server keeps
nobody waiting. A letter may hold a key to the account: it is sealed, so that neither the table of tasks nor a backup of
it is one.
"""

import base64
import json

from cryptography.fernet import Fernet
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac


def _lock() -> Fernet:
    secret = salted_hmac("classrooms.letters", "", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(secret))


def seal(letter: EmailMessage) -> str:
    parts = {"subject": letter.subject, "body": letter.body, "sender": letter.from_email, "to": letter.to}
    return _lock().encrypt(json.dumps(parts).encode()).decode()


def unseal(sealed: str) -> EmailMessage:
    """Raises cryptography.fernet.InvalidToken where SECRET_KEY has changed since."""
    parts = json.loads(_lock().decrypt(sealed.encode()))
    return EmailMessage(parts["subject"], parts["body"], parts["sender"], parts["to"])
