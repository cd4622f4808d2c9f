"""The upright original of a photo: made once from what was received, kept privately, forgotten in time."""

import datetime
import logging
import secrets
from functools import partial
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from investigations.masks import search_faces
from investigations.models import Investigation, Photo
from investigations.photos import DECODER, PhotoRefused
from workshop.storage import delete_file, save_durably

UNMASKED = ["received", "original", "clean", "thumbnail"]

logger = logging.getLogger(__name__)


def keep_upright_original(photo_id: UUID) -> None:
    """Make the original, then drop what was received with its metadata. May run twice, or twice at a time."""
    photo = Photo.objects.select_related("assignment__investigation").filter(pk=photo_id).first()
    if photo is None or not photo.received:
        return
    storage = photo.received.storage
    wanted = photo.assignment.investigation.state != Investigation.State.CLOSED
    made = _make(photo, storage) if wanted else ""
    with transaction.atomic():
        current = Photo.objects.select_for_update(of=("self",)).filter(pk=photo_id).first()
        if current is None or not current.received:  # erased meanwhile, or made by another run
            transaction.on_commit(partial(delete_file, storage, made))
            return
        transaction.on_commit(partial(delete_file, storage, current.received.name))
        current.original, current.received = made, ""
        current.save(update_fields=["original", "received"])


def forget_originals() -> None:
    """Delete what is unmasked of photos set aside, of closed investigations, and of photos reviewed so many days ago.

    Never before the masked copy exists: a photo that was not searched for faces yet is searched first.
    """
    reviewed = Q(reviewed_at__lt=timezone.now() - datetime.timedelta(days=settings.ORIGINALS_KEPT_DAYS))
    closed = Q(assignment__investigation__state=Investigation.State.CLOSED)
    aside = Q(state=Photo.State.WITHHELD)
    kept = ~Q(clean="") | ~Q(original="") | ~Q(received="")
    for photo_id in list(Photo.objects.filter(kept, closed | reviewed | aside).values_list("pk", flat=True)):
        try:
            search_faces(photo_id)
        except (OSError, PhotoRefused):
            logger.exception("Photo %s can't be searched for faces, so what is unmasked stays", photo_id)
            continue
        with transaction.atomic():
            forget_unmasked(Photo.objects.select_for_update(of=("self",)).get(pk=photo_id))


def forget_unmasked(photo: Photo) -> None:
    """The caller holds the row of a photo that has its masked copy. From now on its masks can only be added."""
    for field in UNMASKED:
        transaction.on_commit(partial(delete_file, photo.masked.storage, getattr(photo, field).name), robust=True)
        setattr(photo, field, "")
    photo.save(update_fields=UNMASKED)


def _make(photo: Photo, storage: Storage) -> str:
    """Name of the original; empty when it can't be made: the clean copy is there, and the metadata must go."""
    try:
        with photo.received.open("rb") as received:
            content = DECODER.upright_original(received.file)
    except PhotoRefused:
        logger.exception("No upright original of photo %s", photo.pk)
        return ""
    except FileNotFoundError:  # another run of this task was faster
        return ""
    folder = str(photo.received.name).rpartition("/")[0]
    return save_durably(storage, f"{folder}/original-{secrets.token_hex(4)}.jpg", BytesIO(content))
