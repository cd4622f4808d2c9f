"""Files that are still there after the power fails: what a receipt promises (design.md, promise 1)."""

import os
import secrets
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

INCOMING = "incoming"


class DurableFileSystemStorage(FileSystemStorage):
    """A file is whole and on the disk when ``save`` returns, or not there at all.

    Written beside its place, fsynced, renamed, and the folder fsynced: nobody ever sees half a file. It has no
    address: only views that ask who is there read it.
    """

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Files of this storage have no address.")

    def _save(self, name: str, content: File[bytes]) -> str:
        target = Path(self.path(name))
        make_folder(target.parent)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            with beside.open("xb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            os.chmod(beside, self.file_permissions_mode or 0o600)
            os.replace(beside, target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
        return name


def make_folder(folder: Path) -> None:
    """Make a folder and those above it so that they, too, are still there after the power fails."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def incoming_folder(storage: Storage) -> Path | None:
    """Where bytes of unknown worth wait: inside private storage where that is a folder, else the system's own place."""
    if not isinstance(storage, FileSystemStorage):
        return None
    folder = Path(storage.location) / INCOMING
    make_folder(folder)
    return folder


def save_durably(storage: Storage, name: str, content: IO[Any]) -> str:
    """Save under exactly this name, which the caller made unique. An object store answers when it holds the bytes."""
    return storage.save(name, File(content, name=name))


def delete_file(storage: Storage, name: str | None) -> None:
    """Delete it, if there is a name: an empty field names no file."""
    if name:
        storage.delete(name)
