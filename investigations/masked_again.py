"""The mask of a face whose consent ended is burned in again: at once where that works, else each day until it does."""

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from investigations.masks import burned, keep_masked, look_again
from investigations.models import Photo
from investigations.originals import forget_unmasked
from investigations.photos import Box

logger = logging.getLogger(__name__)


def mask_again(photo_id: UUID) -> None:
    """What is unmasked of the photo goes too: from now on masks can only be added. May run twice, or twice at a time.

    Raises PhotoRefused or OSError where no copy of it can be masked; then nothing has changed.
    """
    photo = Photo.objects.to_mask_again().filter(pk=photo_id).first()
    if photo is None:
        return
    # Nobody waits for the database while pixels are made.
    boxes = _boxes(photo)
    made = burned(photo, boxes, only_added=True)
    with transaction.atomic():
        current = Photo.objects.select_for_update(of=("self",)).filter(pk=photo_id).first()
        if current is None:  # erased meanwhile
            return
        wanted = _boxes(current)
        keep_masked(current, made if wanted == boxes else burned(current, wanted, only_added=True))
        current.masks.shown_without_consent().update(lifted_at=None, lifted_by=None)
        look_again(current)
        forget_unmasked(current)


def try_to_mask_again(photo_ids: Iterable[UUID]) -> int:
    """Each on its own. Returns how many still show a face, which nobody but who reviews meets until the next try."""
    failed = 0
    for photo_id in photo_ids:
        try:
            mask_again(photo_id)
        except Exception:
            # Whatever it is (decoder, disk, object store): the end of the consent stands.
            failed += 1
            logger.exception("Photo %s can't be masked again", photo_id)
    return failed


def _boxes(photo: Photo) -> list[Box]:
    again = Q(pk__in=photo.masks.shown_without_consent().values("pk"))
    return [mask.box for mask in photo.masks.on_people().filter(Q(lifted_at=None) | again)]
