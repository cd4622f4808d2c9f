"""A consent ends, by a person's word or because its last day is over: what it allowed is taken back at once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations import registry
from investigations.masked_again import mask_again, try_to_mask_again
from investigations.masks import look_again, said_when_not_masked
from investigations.models import Consent, Mask, Person, Photo
from investigations.models.consents import columns_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of a consent changes, or would change: photos masked again, and stories."""

    photos: int
    stories: Sequence[registry.Touched]
    to_mask_again: int = 0  # of the photos, those of which no masked copy could be made yet


def preview_ending(consent: Consent) -> Ending:
    shown = _photos_shown_under(consent)
    return Ending(len(shown), registry.stories_touched(consent, shown, write=False))


def withdraw_consent(*, consent: Consent, by: User) -> Ending:
    """Raises Refusal(withdrawn) for one that no longer stands. That a mask can't be burned in again is no reason."""
    ending, shown = _end(consent, by=by)
    return replace(ending, to_mask_again=try_to_mask_again(shown))


def forget_person(*, person: Person, by: User | None) -> None:
    """Withdraw all they allowed; no mask says any longer who is under it. May run twice.

    Raises Refusal(not_masked): whose face is still on a photo is not forgotten yet.
    """
    for consent in Consent.objects.standing().of(person).select_related("investigation"):
        _end(consent, by=by)
    with said_when_not_masked():
        for photo_id in _photos_that_show(person):
            mask_again(photo_id)
    Mask.objects.over(person).update(**columns_of(None))


def lapse_consents() -> None:
    """End those whose last day is over, each on its own, so that one that fails stops no other. Then burn in the masks
    that are missing, those of consents that ended before as well."""
    for consent in Consent.objects.run_out().select_related("investigation", "pupil", "interviewee"):
        try:
            _end(consent, by=None)
        except Refusal:  # withdrawn meanwhile
            continue
        except OSError:
            logger.exception("What depends on consent %s can't be taken back", consent.pk)
    try_to_mask_again(list(Photo.objects.to_mask_again().values_list("pk", flat=True)))


def _end(consent: Consent, *, by: User | None) -> tuple[Ending, list[UUID]]:
    """All but the pixels, which may fail: what is public goes, and the photos are to be cleared again."""
    with transaction.atomic():
        current = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
        if not current.stands:
            raise Refusal(_("Cette autorisation est déjà retirée."), code="withdrawn")
        if by is None:
            current.lapsed_at = timezone.now()
        else:
            current.withdrawn_at, current.withdrawn_by = timezone.now(), by
        current.save(update_fields=["lapsed_at", "withdrawn_at", "withdrawn_by"])
        shown = _photos_shown_under(current)
        stories = registry.stories_touched(current, shown, write=True)
        for photo in Photo.objects.select_for_update(of=("self",)).filter(pk__in=shown):
            look_again(photo)
        ending = Ending(len(shown), stories)
        log(instance=current.investigation, action=_action(by), user=by, data=_record(current, ending))
    return ending, shown


def _photos_shown_under(consent: Consent) -> list[UUID]:
    if consent.what != Consent.What.IMAGE or not consent.web:
        return []
    return list(_photos_that_show(consent.person).filter(assignment__investigation=consent.investigation_id))


def _photos_that_show(person: Person) -> "QuerySet[Photo, UUID]":
    return Photo.objects.filter(masks__in=Mask.objects.lifted().over(person)).distinct().values_list("pk", flat=True)


def _action(by: User | None) -> str:
    return "investigations.withdraw_consent" if by else "investigations.lapse_consent"


def _record(consent: Consent, ending: Ending) -> dict[str, object]:
    """What was done, without the content: counts only, and no name."""
    return {
        "consent": consent.pk,
        "photos": ending.photos,
        "stories": len(ending.stories),
        "unpublished": sum(story.unpublished for story in ending.stories),
        "blocks": sum(story.photos + story.texts for story in ending.stories),
        "names": sum(story.names for story in ending.stories),
    }
