"""The cards of pupils as a document: what the database holds, in the words of workshop.printing."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from classrooms.artwork import COLOURS, SECRETS, svg_source
from classrooms.cards import card_token_of, secret_of
from classrooms.models import Pupil
from workshop.printing.cards import Card, CardWords, cards_pdf

NOTEBOOK = "/carnet/"


def card_address(pupil: Pupil) -> str:
    """What the QR code says. The token stands behind the #: browsers send it nowhere, so that no log holds it."""
    return f"{settings.BASE_URL}{NOTEBOOK}#{card_token_of(pupil)}"


def print_pupils(pupils: Iterable[Pupil], *, title: str) -> bytes:
    """Return the same bytes for the same pupils. They come with their class and school. ValueError for none."""
    words = CardWords(
        title=title,
        author="Cap ou pas cap",
        language=get_language() or "fr",
        role=_("Enquêteur-citoyen / Enquêtrice-citoyenne"),
        address=_("Sans scanner, va sur"),
        code=_("Code de la classe"),
        pictures=_("Mes quatre images dans cet ordre"),
    )
    return cards_pdf([_card(pupil) for pupil in pupils], words, font_cache=settings.VAR_DIR / "printing")


def _card(pupil: Pupil) -> Card:
    slugs = secret_of(pupil)
    return Card(
        name=pupil.public_name,
        classroom=pupil.classroom.name,
        school=pupil.classroom.school.name,
        animal_svg=svg_source("animal", pupil.animal),
        colour=COLOURS[pupil.colour].hex,
        class_code=pupil.classroom.code,
        secret_svgs=tuple(svg_source("secret", slug) for slug in slugs),
        secret_labels=tuple(str(SECRETS[slug].label) for slug in slugs),
        qr_text=card_address(pupil),
        address_in_words=f"{urlsplit(settings.BASE_URL).netloc}{NOTEBOOK}",
    )
