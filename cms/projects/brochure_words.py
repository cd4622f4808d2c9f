"""What a brochure says of one project: the facts of its public page, set in type for paper."""

import io
import re
from html import escape, unescape

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from cms.open_data.facts import address_of
from cms.typography import NARROW, typeset
from investigations.directory.models import CitizenProject, ProjectPicture
from workshop.printing.brochure_entry import Entry

# Four to three, as the column's rail is; some 280 dots an inch.
PIXELS = (256, 192)
ARRONDISSEMENTS = {"Paris": "75", "Marseille": "130", "Lyon": "690"}


def set_in_type(text: str) -> str:
    """French typography; the fonts of paper have no narrow blank."""
    set_ = unescape(typeset(escape(text, quote=False), language="fr"))
    return set_.replace(NARROW, "\u00a0")


def said(text: str) -> str:
    """Words of ours, in the language of the brochure; those of projects are French whatever it is."""
    return set_in_type(text) if get_language() == "fr" else text


def section_of(project: CitizenProject) -> str:
    """The commune; where it has them, the arrondissement."""
    commune, postcode = project.commune.strip(), project.postcode.strip()
    beginning = ARRONDISSEMENTS.get(commune)
    if beginning and re.fullmatch(rf"{beginning}\d+", postcode) and len(postcode) == 5:
        number = int(postcode[len(beginning) :][-2:])
        if number:
            return f"{commune} {number}{'er' if number == 1 else 'e'}"
    return commune


def entry_of(project: CitizenProject, number: int, *, near: bool) -> Entry:
    """``near``: the list goes from a place outwards, and isn't cut by commune."""
    facts = [
        (_("Ouvert :"), project.opening_hours),
        (_("Classes :"), project.welcome_when if project.welcomes_classes else ""),
        (_("Accès :"), project.accessibility),
        (_("Cherche des bras :"), project.needs_hands),
        (_("Cherche du matériel :"), project.needs_things),
        (_("Cherche des dons :"), project.needs_money),
    ]
    marks = [
        (_("on entre sans marche"), project.step_free),
        (_("accueille des classes"), project.welcomes_classes),
        (_("toilettes"), project.has_toilets),
    ]
    address = address_of(project)
    return Entry(
        number=number, name=set_in_type(project.name),
        section=_("Du plus proche au plus loin") if near else section_of(project),
        summary=set_in_type(project.summary), causes=tuple(cause.name for cause in project.causes.all()),
        address=set_in_type(f"{project.address}, {project.postcode} {project.commune}"),
        facts=tuple((said(label), set_in_type(words)) for label, words in facts if words),
        marks=tuple(words for words, holds in marks if holds), qr_text=address,
        address_in_words=re.sub(r"^https?://", "", address), point=project.point,
        picture=_small(project.picture) if project.picture else None,
    )  # fmt: skip


def _small(picture: ProjectPicture) -> bytes:
    """New pixels of our own copy: small enough that two hundred of them are handed round by mail."""
    with picture.thumbnail.open("rb") as file, Image.open(file) as image:
        image.draft("RGB", PIXELS)
        data = io.BytesIO()
        ImageOps.fit(image.convert("RGB"), PIXELS).save(data, "JPEG", quality=72)
    return data.getvalue()
