"""Files of private storage that no row names: a server that died between file and row left them.

Never younger than a day: a photo's files are written before its row, and a slow tablet may still be sending.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.core.files.storage import Storage
from django.utils import timezone

from investigations.models import Photo
from investigations.models.photos import private_storage
from workshop.storage import INCOMING

YOUNGEST = datetime.timedelta(days=1)
AT_ONCE = 500
FILES = ("received", "clean", "thumbnail", "original", "masked", "masked_thumbnail")


def sweep_orphans() -> int:
    """Delete them; how many. May run twice at a time: what is gone already is passed over."""
    storage = private_storage()
    swept = 0
    every = _photo_folders(storage)
    while folders := list(islice(every, AT_ONCE)):
        old = {name for folder, _photo in folders for name in _old_files(storage, folder)}
        # Asked after the files were listed: a row that came meanwhile keeps its files.
        swept += _delete(storage, old - _named(photo for _folder, photo in folders))
    return swept + _delete(storage, _old_files(storage, INCOMING))


def _photo_folders(storage: Storage) -> Iterator[tuple[str, UUID]]:
    """``classroom/photo``, both UUIDs: anything else is not ours to delete."""
    for classroom in _uuids(storage, ""):
        for photo in _uuids(storage, classroom):
            yield f"{classroom}/{photo}", UUID(photo)


def _uuids(storage: Storage, folder: str) -> list[str]:
    try:
        names, _files = storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [name for name in names if _is_uuid(name)]


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def _old_files(storage: Storage, folder: str) -> set[str]:
    latest = timezone.now() - YOUNGEST
    found = set()
    try:
        for file in storage.listdir(folder)[1]:
            name = f"{folder}/{file}"
            if storage.get_modified_time(name) < latest:
                found.add(name)
    except FileNotFoundError:  # deleted meanwhile; the rest waits for the next time
        pass
    return found


def _named(photos: Iterable[UUID]) -> set[str]:
    return {name for row in Photo.objects.filter(pk__in=list(photos)).values_list(*FILES) for name in row}


def _delete(storage: Storage, names: set[str]) -> int:
    for name in names:
        storage.delete(name)
    return len(names)
