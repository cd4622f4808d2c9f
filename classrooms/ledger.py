"""Who was erased, in a file that no restore of the database takes back, and that names nobody.

One line of JSON an erasure: a keyed hash of the pupil's id, and when. The id is random and goes with the pupil; without
the key nothing can be learnt from the file, and with it only whether a pupil who stands in a database is to go again.
"""

import datetime
import hashlib
import hmac
import json
import logging
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from workshop.storage import make_folder, sync_folder

logger = logging.getLogger(__name__)


def digest_of(pupil_id: UUID) -> str:
    return hmac.digest(settings.ROSTER_KEY, f"erasure\0{pupil_id}".encode(), hashlib.sha256).hex()


def note(pupil_id: UUID) -> datetime.datetime:
    """Add a line, and return only when it is on the disk. Noted twice, the first date stands."""
    now, path = timezone.now(), Path(settings.ERASURES_FILE)
    make_folder(path.parent)
    line = json.dumps({"erased": digest_of(pupil_id), "at": now.isoformat()})
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # A line of its own even where the one before it was cut by a power failure; one write, so that two don't mix.
        os.write(handle, f"\n{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)
    return now


def entries() -> dict[str, datetime.datetime]:
    """Digest → when. A line that can't be read is told in the log and passed over: the others still count."""
    try:
        lines = Path(settings.ERASURES_FILE).read_text().splitlines()
    except FileNotFoundError:
        return {}
    found: dict[str, datetime.datetime] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            found.setdefault(str(entry["erased"]), datetime.datetime.fromisoformat(entry["at"]))
        except (ValueError, TypeError, KeyError):
            logger.error("Line %s of the ledger of erasures can't be read", number)
    return found
