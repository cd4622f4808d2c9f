"""A consent ends, by a person's word or because its last day is over: what it allowed is taken back at once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations import registry
from investigations.masks import LaidBack, lay_back, masks_laid_back, said_when_not_masked
from investigations.models import Consent, Mask, Person, Photo
from investigations.originals import forget_unmasked
from investigations.photos import PhotoRefused

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of a consent changes, or would change: photos masked again, and stories."""

    photos: int
    stories: Sequence[registry.Touched]


def preview_ending(consent: Consent) -> Ending:
    shown = _photos_shown_under(consent)
    return Ending(len(shown), registry.stories_touched(consent, shown, write=False))


def withdraw_consent(*, consent: Consent, by: User) -> Ending:
    """Raises Refusal(withdrawn) for one that no longer stands, Refusal(not_masked) where nothing has changed yet."""
    with said_when_not_masked():
        return _end(consent, by=by)


def forget_person(*, person: Person, by: User | None) -> None:
    """Withdraw all they allowed; no mask says any longer who is under it. May run twice. Raises Refusal(not_masked)."""
    with said_when_not_masked():
        for consent in Consent.objects.standing().of(person).select_related("investigation"):
            _end(consent, by=by)
    Mask.objects.over(person).update(pupil=None, interviewee=None)


def lapse_consents() -> None:
    """End those whose last day is over. Each on its own, so that one that fails stops no other."""
    for consent in Consent.objects.run_out().select_related("investigation", "pupil", "interviewee"):
        try:
            _end(consent, by=None)
        except Refusal:  # withdrawn meanwhile
            continue
        except (OSError, PhotoRefused):
            logger.exception("What depends on consent %s can't be taken back", consent.pk)


def _end(consent: Consent, *, by: User | None) -> Ending:
    # Nobody waits for the database while pixels are made.
    shown = _photos_shown_under(consent)
    masked = [masks_laid_back(photo, consent.person) for photo in Photo.objects.filter(pk__in=shown)]
    with transaction.atomic():
        current = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
        if not current.stands:
            raise Refusal(_("Cette autorisation est déjà retirée."), code="withdrawn")
        if by is None:
            current.lapsed_at = timezone.now()
        else:
            current.withdrawn_at, current.withdrawn_by = timezone.now(), by
        current.save(update_fields=["lapsed_at", "withdrawn_at", "withdrawn_by"])
        stories = registry.stories_touched(current, shown, write=True)
        for one in masked:
            _mask_again(one, consent)
        ending = Ending(len(shown), stories)
        log(instance=current.investigation, action=_action(by), user=by, data=_record(current, ending))
    return ending


def _photos_shown_under(consent: Consent) -> list[UUID]:
    if consent.what != Consent.What.IMAGE or not consent.web:
        return []
    shown = Photo.objects.filter(assignment__investigation=consent.investigation_id)
    lifted = shown.filter(masks__in=Mask.objects.lifted().over(consent.person))
    return list(lifted.distinct().values_list("pk", flat=True))


def _mask_again(laid: LaidBack, consent: Consent) -> None:
    """What is unmasked of the photo goes too: from now on masks can only be added."""
    forget_unmasked(lay_back(laid, consent.person))


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
