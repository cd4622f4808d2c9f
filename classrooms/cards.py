"""Card token and picture secret of a pupil: computed from the card key when asked for, never stored."""

from django.conf import settings

from classrooms.artwork import SECRETS
from classrooms.models import Pupil
from classrooms.roster.pictures import card_digest, card_token, picture_secret


def card_token_of(pupil: Pupil) -> str:
    """The 26 characters that stand in the address fragment of the card's QR code."""
    return card_token(settings.CARD_KEY, pupil.pk, pupil.card_serial)


def card_digest_of(pupil: Pupil) -> str:
    return card_digest(card_token_of(pupil))


def secret_of(pupil: Pupil) -> list[str]:
    """Slugs of the four pictures, in order."""
    slugs = list(SECRETS)
    return [slugs[i] for i in picture_secret(settings.CARD_KEY, pupil.pk, pupil.card_serial)]
