"""What a class may find changed of a project's entry, and what the entry says of it today."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from investigations.directory.models import CitizenProject


class AboutEntry(models.TextChoices):
    HOURS = "hours", gettext_lazy("les horaires")
    HANDS = "hands", gettext_lazy("le besoin de bras")
    THINGS = "things", gettext_lazy("le besoin de matériel")
    PICTURE = "picture", gettext_lazy("l’image")
    OTHER = "other", gettext_lazy("autre chose")


# What is accepted goes into the entry as it is; of the rest stays a note for who keeps it.
FIELDS: dict[str, str] = {
    AboutEntry.HOURS: "opening_hours",
    AboutEntry.HANDS: "needs_hands",
    AboutEntry.THINGS: "needs_things",
}


def in_entry(project: "CitizenProject", about: str) -> str:
    field = FIELDS.get(about)
    return getattr(project, field) if field else ""


def entry_says(project: "CitizenProject", about: str) -> str:
    """In one sentence for a child; empty where the entry has nothing of the kind."""
    if about == AboutEntry.PICTURE:
        if not project.picture_id:
            return _("La fiche n’a pas d’image.")
        shown = project.picture_alt
        return _("L’image de la fiche montre : %(words)s") % {"words": shown} if shown else ""
    if about not in FIELDS:
        return ""
    words = in_entry(project, about)
    return _("La fiche dit : %(words)s") % {"words": words} if words else _("La fiche n’en dit rien.")
