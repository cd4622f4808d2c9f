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
    return seal_words(json.dumps(parts))


def unseal(sealed: str) -> EmailMessage:
    """Raises cryptography.fernet.InvalidToken where SECRET_KEY has changed since."""
    parts = json.loads(unseal_words(sealed))
    return EmailMessage(parts["subject"], parts["body"], parts["sender"], parts["to"])


def seal_words(words: str) -> str:
    return _lock().encrypt(words.encode()).decode()


def unseal_words(sealed: str) -> str:
    return _lock().decrypt(sealed.encode()).decode()
