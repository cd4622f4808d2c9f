"""Take a photo in. A receipt is given when its files are on the disk and its row is committed, not before."""

import datetime
import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO
from uuid import UUID

from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.actions.own_assignment import TAKES_WORK, conflict, lock_own_assignment, no_such_mission
from investigations.actions.settle_report import held_photos, settle_report
from investigations.models import Assignment, Photo, Report
from investigations.models.photos import private_storage
from investigations.photos import DECODER, MAX_BYTES, Intake, PhotoRefused, Refused
from investigations.tasks import keep_upright_original
from workshop.storage import incoming_folder, save_durably

CHUNK = 256 * 1024
# No class needs more for one mission, and no disk is endless.
PHOTOS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class PhotoReceipt:
    """``report_state`` is None while the report of the photo is not here."""

    photo: Photo
    report_state: str | None
    created: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """When, by the tablet's clock, and by how many seconds that was ahead of ours; None where it doesn't say."""

    device_time: datetime.datetime | None = None
    clock_skew: int | None = None


@dataclass(frozen=True, slots=True)
class _Upload:
    path: Path
    sha256: str
    size: int


def receive_photo(
    *, pupil: Pupil, photo_id: UUID, assignment_id: UUID, report_id: UUID, stream: BinaryIO,
    size: int | None = None, sha256: str = "", taken: Taken = Taken(),
) -> PhotoReceipt:  # fmt: skip
    """Store the photo that ``stream`` holds; the same bytes again are answered alike.

    ``size`` and ``sha256`` are what the sender announced, if they did. Not one transaction: the database is not held
    while bytes come in or pixels are made. Raises Refusal(not_found | not_writable | too_many_photos | conflict |
    altered | too_heavy | empty | not_a_photo | damaged | too_many_pixels).
    """
    assignment = (
        Assignment.objects.of_pupil(pupil).select_related("investigation__classroom").filter(pk=assignment_id).first()
    )
    if assignment is None:
        raise no_such_mission()
    if size is not None and size > MAX_BYTES:
        raise _refusal(Refused.TOO_HEAVY)
    known = Photo.objects.filter(pk=photo_id).exists()
    if not known:
        _check_writable(assignment)
    storage = private_storage()
    with _spooled(stream, incoming_folder(storage)) as upload:
        if (size is not None and upload.size != size) or (sha256 and upload.sha256 != sha256.lower()):
            raise Refusal(_("La photo a changé en route. On la renvoie."), code="altered")
        if known:
            return _again(photo_id, assignment, upload.sha256)
        try:
            made = DECODER.intake(upload.path)
        except PhotoRefused as refused:
            raise _refusal(refused.code) from None
        photo = Photo(
            pk=photo_id, assignment=assignment, report_id=report_id, pupil=pupil, sha256=upload.sha256,
            size=upload.size, width=made.width, height=made.height,
            device_time=taken.device_time, clock_skew=taken.clock_skew,
        )  # fmt: skip
        with _files(photo, upload, made, storage):
            return _store(photo, pupil)


def _check_writable(assignment: Assignment) -> None:
    if assignment.investigation.state not in TAKES_WORK:
        raise Refusal(_("Cette enquête est terminée : elle ne prend plus de photo."), code="not_writable")
    if assignment.photos.count() >= PHOTOS_AT_MOST:
        raise Refusal(_("Il y a déjà trop de photos pour cette mission."), code="too_many_photos")


@contextmanager
def _spooled(stream: BinaryIO, folder: Path | None) -> Iterator[_Upload]:
    """The bytes in a file that goes away, never all of them in memory. Raises Refusal(too_heavy | empty)."""
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=folder, suffix=".part") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MAX_BYTES:
                raise _refusal(Refused.TOO_HEAVY)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        if not size:
            raise _refusal(Refused.EMPTY)
        yield _Upload(Path(file.name), digest.hexdigest(), size)


@contextmanager
def _files(photo: Photo, upload: _Upload, made: Intake, storage: Storage) -> Iterator[None]:
    """Write the files of this attempt under names of its own: twenty attempts at once never touch each other's.

    They go away again unless the row is there and names them. Where that can't be asked, they stay: a commit whose
    answer was lost may have happened.
    """
    folder = f"{photo.assignment.investigation.classroom.uuid}/{photo.pk}"
    attempt = secrets.token_hex(4)
    written: list[str] = []
    try:
        with upload.path.open("rb") as received:
            contents: dict[str, IO[bytes]] = {
                "received": received,
                "clean": BytesIO(made.clean),
                "thumbnail": BytesIO(made.thumbnail),
            }
            for field, content in contents.items():
                written.append(save_durably(storage, f"{folder}/{field}-{attempt}.jpg", content))
                setattr(photo, field, written[-1])
        yield
    finally:
        if not Photo.objects.filter(pk=photo.pk, clean=photo.clean.name or "-").exists():
            for name in written:
                storage.delete(name)


def _store(photo: Photo, pupil: Pupil) -> PhotoReceipt:
    try:
        with transaction.atomic():
            assignment = lock_own_assignment(pupil=pupil, assignment_id=photo.assignment_id)
            _check_writable(assignment)
            photo.save(force_insert=True)
            _settle_reports(assignment)
            transaction.on_commit(lambda: keep_upright_original.enqueue(str(photo.pk)))
    except IntegrityError:
        stored = _same_photo(photo.pk, assignment, photo.sha256)
        return PhotoReceipt(stored, _report_state(stored), created=False)
    return PhotoReceipt(photo, _report_state(photo), created=True)


def _again(photo_id: UUID, assignment: Assignment, sha256: str) -> PhotoReceipt:
    stored = _same_photo(photo_id, assignment, sha256)
    if stored.received:  # the first time may have failed between commit and queue
        keep_upright_original.enqueue(str(stored.pk))
    return PhotoReceipt(stored, _report_state(stored), created=False)


def _same_photo(photo_id: UUID, assignment: Assignment, sha256: str) -> Photo:
    stored = Photo.objects.filter(pk=photo_id, assignment=assignment, sha256=sha256).first()
    if stored is None:
        raise conflict()
    return stored


def _settle_reports(assignment: Assignment) -> None:
    for report in assignment.reports.select_for_update(of=("self",)).select_related("head"):
        settle_report(report=report, held=held_photos(report))


def _report_state(photo: Photo) -> str | None:
    return (
        Report.objects.filter(pk=photo.report_id, assignment=photo.assignment_id)
        .values_list("state", flat=True)
        .first()
    )


def _refusal(code: Refused) -> Refusal:
    sentences = {
        Refused.EMPTY: _("La photo est vide. Prends-la encore une fois."),
        Refused.TOO_HEAVY: _("La photo est trop lourde. Prends-en une plus petite."),
        Refused.TOO_MANY_PIXELS: _("La photo est trop grande. Prends-en une plus petite."),
        Refused.NOT_A_PHOTO: _("Ce fichier n’est pas une photo. Enlève-le, puis prends une photo."),
        Refused.DAMAGED: _("La photo est abîmée. Prends-la encore une fois."),
    }
    return Refusal(sentences[code], code=code.value)
