"""Who was erased, in a file that no restore of the database takes back, and that names nobody.

One line of JSON an erasure: a keyed hash of the pupil's id, and when. The id is random and goes with the pupil; without
the key nothing can be learnt from the file, and with it only whether a pupil who stands in a database is to go again.
A class whose year has ended has one line, with the stories that stayed.
"""

import datetime
import hashlib
import hmac
import json
import logging
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from workshop.storage import make_folder, sync_folder

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ForgottenClass:
    at: datetime.datetime
    kept: frozenset[str]


def digest_of(pupil_or_class: UUID) -> str:
    return hmac.digest(settings.ROSTER_KEY, f"erasure\0{pupil_or_class}".encode(), hashlib.sha256).hex()


def note(pupil_id: UUID) -> datetime.datetime:
    """Add a line, and return only when it is on the disk. Noted twice, the first date stands."""
    return _add({"erased": digest_of(pupil_id)})


def note_class(classroom: UUID, kept: Collection[str]) -> datetime.datetime:
    """``kept`` are the stories that stay, as ``registry.StoryOfYear`` names them."""
    return _add({"forgotten": digest_of(classroom), "kept": sorted(kept)})


def _add(said: dict[str, Any]) -> datetime.datetime:
    now, path = timezone.now(), Path(settings.ERASURES_FILE)
    make_folder(path.parent)
    line = json.dumps({**said, "at": now.isoformat()})
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
    """Of pupils: digest → when."""
    found: dict[str, datetime.datetime] = {}
    for said, at in _lines():
        if "erased" in said:
            found.setdefault(str(said["erased"]), at)
    return found


def class_entries() -> dict[str, ForgottenClass]:
    found: dict[str, ForgottenClass] = {}
    for said, at in _lines():
        if "forgotten" in said:
            found.setdefault(str(said["forgotten"]), ForgottenClass(at, frozenset(map(str, said.get("kept") or ()))))
    return found


def _lines() -> Iterator[tuple[dict[str, Any], datetime.datetime]]:
    """A line that can't be read is told in the log and passed over: the others still count."""
    try:
        lines = Path(settings.ERASURES_FILE).read_text().splitlines()
    except FileNotFoundError:
        return
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            at = datetime.datetime.fromisoformat(said["at"])
            if not {"erased", "forgotten"} & said.keys():
                raise KeyError("erased")
        except (ValueError, TypeError, KeyError, AttributeError):
            logger.error("Line %s of the ledger of erasures can't be read", number)
        else:
            yield said, at
