"""The masked copy of a photo: searched for faces once, made anew with each change of a mask."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from investigations import registry
from investigations.models import Photo
from investigations.photos import DECODER, Box, Masked, PhotoRefused
from workshop.storage import delete_file, save_durably

logger = logging.getLogger(__name__)


def search_faces(photo_id: UUID, edge: int | None = None) -> None:
    """Find the faces of a photo and make its masked copy. May run twice, or twice at a time.

    ``edge``: longest side in pixels at which they are looked for. Raises PhotoRefused.
    """
    photo = Photo.objects.filter(pk=photo_id, masked="").first()
    if photo is None:
        return
    with photo.clean.open("rb") as file:
        found = DECODER.faces_of(file.read(), edge=edge)
    # Nobody waits for the database while pixels are made.
    made = burned(photo, [face.box for face in found])
    with transaction.atomic():
        current = Photo.objects.select_for_update(of=("self",)).filter(pk=photo_id).first()
        if current is None or current.is_searched:  # erased meanwhile, or searched by another run
            return
        for face in found:
            box = face.box
            current.masks.create(left=box.left, top=box.top, right=box.right, bottom=box.bottom, score=face.score)
        keep_masked(current, made)
        if found:
            look_again(current)


def look_again(photo: Photo) -> None:
    """Nobody has seen this picture so masked: a cleared photo leaves its stories until somebody does."""
    if photo.state == Photo.State.CLEARED:
        photo.state = Photo.State.RECEIVED
        photo.save(update_fields=["state"])
        for tell in registry.photo_objected:
            tell(photo.pk)


def search_what_waits() -> None:
    """Photos whose task was lost, and those from before faces were looked for. One that fails stops no other."""
    for photo_id in list(Photo.objects.filter(masked="").values_list("pk", flat=True)):
        try:
            search_faces(photo_id)
        except (OSError, PhotoRefused):
            logger.exception("Photo %s can't be searched for faces", photo_id)


@contextmanager
def said_when_not_masked() -> Iterator[None]:
    """To whoever waits for a masked copy: Refusal(not_masked) where the process that decodes photos gave none."""
    try:
        yield
    except (PhotoRefused, OSError) as error:
        logger.exception("A photo can't be masked")
        raise Refusal(_("La photo n’a pas pu être masquée. Réessayez dans un instant."), code="not_masked") from error


def make_masked_copy(photo: Photo, *, only_added: bool = False) -> None:
    """Burn in the masks that stand. The caller holds the photo's row.

    Once nothing unmasked is left, what was masked stays so.
    """
    keep_masked(photo, burned(photo, [mask.box for mask in photo.masks.standing()], only_added=only_added))


def burned(photo: Photo, boxes: list[Box], *, only_added: bool = False) -> Masked:
    """Of the best copy that can be read. ``only_added``: no mask comes off, so the former masked copy will do as well.

    Raises PhotoRefused or OSError for the last of them; ChildProcessError at once, which is no copy's fault.
    """
    copies = [copy for copy in (photo.original, photo.clean) if copy]
    if only_added or not copies:
        copies.append(photo.masked)
    for copy in copies[:-1]:
        try:
            return _burned_into(copy, boxes)
        except ChildProcessError:
            raise
        except (OSError, PhotoRefused):
            logger.exception("%s can't be masked, another copy is tried", copy.name)
    return _burned_into(copies[-1], boxes)


def _burned_into(copy: FieldFile, boxes: list[Box]) -> Masked:
    with copy.open("rb") as file:
        return DECODER.masked(file.read(), boxes)


def keep_masked(photo: Photo, made: Masked) -> None:
    """The caller holds the photo's row; the former copy goes when that is committed."""
    storage = photo.masked.storage
    folder = str((photo.original or photo.clean or photo.masked).name).rpartition("/")[0]
    attempt = secrets.token_hex(4)
    for field, content in {"masked": made.picture, "masked_thumbnail": made.thumbnail}.items():
        transaction.on_commit(partial(delete_file, storage, getattr(photo, field).name), robust=True)
        setattr(photo, field, save_durably(storage, f"{folder}/{field}-{attempt}.jpg", BytesIO(content)))
    photo.save(update_fields=["masked", "masked_thumbnail"])
