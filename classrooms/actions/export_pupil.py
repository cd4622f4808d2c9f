"""A pupil's file, for them and their family: everything that is kept of them, and nothing of anybody else."""

import json
from collections.abc import Iterator
from itertools import count
from tempfile import TemporaryFile
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from classrooms import registry
from classrooms.models import Classroom, Pupil, User


class _Zip:
    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive

    def add(self, name: str, content: bytes) -> None:
        """Photographs and PDFs don't get smaller."""
        self.archive.writestr(name, content, ZIP_DEFLATED if name.endswith(".json") else ZIP_STORED)


class _Sink:
    """A file that is read as it is written."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        waiting, self.waiting = bytes(self.waiting), bytearray()
        return waiting


def export_portfolios(*, classroom: Classroom, by: User) -> Iterator[bytes]:
    """A ZIP with a PDF a pupil, in pieces: it takes a while, and the download shows how far it is."""
    log(instance=classroom, action="classrooms.download_portfolios", user=by)
    return _portfolios(list(classroom.pupils.select_related("team", "classroom__school")))


def _portfolios(pupils: list[Pupil]) -> Iterator[bytes]:
    sink = _Sink()
    with ZipFile(cast(IO[bytes], sink), "w", ZIP_STORED) as archive:
        names: set[str] = set()
        for pupil in pupils:
            base = slugify(pupil.public_name) or pupil.animal
            name = next(one for n in count(1) if (one := base if n == 1 else f"{base}-{n}") not in names)
            names.add(name)
            for make in registry.pupil_portfolios:
                archive.writestr(f"{name}.pdf", make(pupil))
            yield sink.taken()
    yield sink.taken()


@transaction.atomic
def export_pupil(*, pupil: Pupil, by: User) -> IO[bytes]:
    """A ZIP in a file that has no name and goes when it is closed: ``dossier.json``, photos, a portfolio to read."""
    file = TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    with ZipFile(file, "w") as archive:
        folder = _Zip(archive)
        said = _about(pupil)
        for add in registry.pupil_files:
            said |= add(pupil, folder)
        folder.add("dossier.json", json.dumps(said, ensure_ascii=False, indent=2).encode())
    file.seek(0)
    log(instance=pupil.classroom, action="classrooms.download_file", user=by)
    return file


def _about(pupil: Pupil) -> dict[str, Any]:
    classroom = pupil.classroom
    return {
        "exported_at": timezone.now().isoformat(),
        "pupil": {
            "id": str(pupil.pk), "public_name": pupil.public_name, "level": pupil.level, "animal": pupil.animal,
            "colour": pupil.colour, "team": pupil.team.name if pupil.team else None,
            "keyed_hash_of_full_name": pupil.name_key, "cards_made": pupil.card_serial,
            "added_at": pupil.created_at.isoformat(),
        },
        "class": {"name": classroom.name, "school": str(classroom.school), "school_year": classroom.school_year_label},
    }  # fmt: skip
