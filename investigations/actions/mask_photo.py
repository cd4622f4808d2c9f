"""A person masks a part of a photo, says that no face is where the engine saw one, or says whose it is."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Pupil, User
from investigations.consents import What, allowed_today
from investigations.masked_again import mask_again
from investigations.masks import look_again, make_masked_copy, said_when_not_masked
from investigations.models import Investigation, Mask, Person, Photo
from investigations.models.consents import columns_of
from investigations.photos import Box

# A touch that slipped: less than a hundredth of the picture's side hides nobody.
SMALLEST = 0.01
MASKS_AT_MOST = 100


@transaction.atomic
def add_mask(*, photo: Photo, box: Box, by: User) -> Mask:
    """Raises Refusal(not_searched | too_small | too_many_masks | not_masked)."""
    current = _searched(photo)
    box = box.within()
    if min(box.right - box.left, box.bottom - box.top) < SMALLEST:
        raise Refusal(_("Ce masque est trop petit. Tracez un rectangle autour du visage."), code="too_small")
    if current.masks.standing().count() >= MASKS_AT_MOST:
        raise Refusal(_("Il y a trop de masques : écartez plutôt cette photo."), code="too_many_masks")
    mask = current.masks.create(left=box.left, top=box.top, right=box.right, bottom=box.bottom, drawn_by=by)
    _masked_otherwise(current, "investigations.add_mask", by, only_added=True)
    return mask


@transaction.atomic
def remove_mask(*, mask: Mask, by: User) -> None:
    """Raises Refusal(not_searched | gone | named | not_masked): only what is no face comes off so."""
    current = _searched(mask.photo)
    _check_unmasked_is_there(current)
    if mask.person is not None:
        raise Refusal(
            _("Vous avez dit qui est là : c’est un visage. Son masque tombe avec une autorisation."), code="named"
        )
    Mask.objects.standing().filter(pk=mask.pk).update(removed_at=timezone.now(), removed_by=by)
    _masked_otherwise(current, "investigations.remove_mask", by)


@transaction.atomic
def name_mask(*, mask: Mask, person: Person | None, by: User) -> bool:
    """Say who is under a mask (None: nobody in particular). Returns whether the face is shown from now on.

    It is where the person allows their image today, on the site and for this investigation; else the mask stays.
    Raises Refusal(not_searched | gone | stranger | not_masked).
    """
    photo = _searched(mask.photo)
    current = photo.masks.on_people().get(pk=mask.pk)
    investigation = photo.assignment.investigation
    if person is not None and not _took_part(person, investigation):
        raise Refusal(_("Cette personne n’est pas de cette enquête."), code="stranger")
    shown = person is not None and allowed_today(investigation).has(person, What.IMAGE)
    if shown:
        _check_unmasked_is_there(photo)
    was_shown = current.lifted_at is not None
    for column, value in columns_of(person).items():
        setattr(current, column, value)
    current.lifted_at, current.lifted_by = (timezone.now(), by) if shown else (None, None)
    current.save()
    if shown or was_shown:
        _masked_otherwise(photo, "investigations.lift_mask" if shown else "investigations.lay_mask_back", by)
    else:
        log(instance=photo, action="investigations.name_mask", user=by)
    return shown


@transaction.atomic
def lay_mask_back(*, mask: Mask, by: User) -> None:
    """The person stays named; where they no longer allow it, what is unmasked goes. Raises Refusal(not_searched |
    not_masked)."""
    photo = _searched(mask.photo)
    if photo.masks.shown_without_consent().filter(pk=mask.pk).exists():
        with said_when_not_masked():
            mask_again(photo.pk)
        log(instance=photo, action="investigations.lay_mask_back", user=by)
    elif photo.masks.lifted().filter(pk=mask.pk).update(lifted_at=None, lifted_by=None):
        _masked_otherwise(photo, "investigations.lay_mask_back", by, only_added=True)


def _took_part(person: Person, investigation: Investigation) -> bool:
    if isinstance(person, Pupil):
        return person.classroom_id == investigation.classroom_id
    return person.investigation_id == investigation.pk


def _check_unmasked_is_there(photo: Photo) -> None:
    if not photo.clean or photo.shows_without_consent:
        raise Refusal(_("La photo sans masque est effacée : ses masques restent."), code="gone")


def _searched(photo: Photo) -> Photo:
    current = Photo.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    if not current.is_searched:
        raise Refusal(_("On cherche encore les visages de cette photo. Revenez dans un instant."), code="not_searched")
    return current


def _masked_otherwise(photo: Photo, action: str, by: User, *, only_added: bool = False) -> None:
    with said_when_not_masked():
        make_masked_copy(photo, only_added=only_added)
    log(instance=photo, action=action, user=by)
    look_again(photo)
