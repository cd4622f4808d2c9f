"""A person masks a part of a photo, or says that no face is where the engine saw one."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.masks import look_again, make_masked_copy
from investigations.models import Mask, Photo
from investigations.photos import Box

# A touch that slipped: less than a hundredth of the picture's side hides nobody.
SMALLEST = 0.01
MASKS_AT_MOST = 100


@transaction.atomic
def add_mask(*, photo: Photo, box: Box, by: User) -> Mask:
    """Raises Refusal(not_searched | too_small | too_many_masks)."""
    current = _searched(photo)
    box = box.within()
    if min(box.right - box.left, box.bottom - box.top) < SMALLEST:
        raise Refusal(_("Ce masque est trop petit. Tracez un rectangle autour du visage."), code="too_small")
    if current.masks.standing().count() >= MASKS_AT_MOST:
        raise Refusal(_("Il y a trop de masques : écartez plutôt cette photo."), code="too_many_masks")
    mask = current.masks.create(left=box.left, top=box.top, right=box.right, bottom=box.bottom, drawn_by=by)
    _masked_otherwise(current, "investigations.add_mask", by)
    return mask


@transaction.atomic
def remove_mask(*, mask: Mask, by: User) -> None:
    """Raises Refusal(not_searched | gone): once the unmasked copies are deleted, what is masked stays masked."""
    current = _searched(mask.photo)
    if not current.clean:
        raise Refusal(_("La photo sans masque est effacée : ses masques restent."), code="gone")
    Mask.objects.standing().filter(pk=mask.pk).update(removed_at=timezone.now(), removed_by=by)
    _masked_otherwise(current, "investigations.remove_mask", by)


def _searched(photo: Photo) -> Photo:
    current = Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    if not current.is_searched:
        raise Refusal(_("On cherche encore les visages de cette photo. Revenez dans un instant."), code="not_searched")
    return current


def _masked_otherwise(photo: Photo, action: str, by: User) -> None:
    make_masked_copy(photo)
    log(instance=photo, action=action, user=by)
    look_again(photo)
