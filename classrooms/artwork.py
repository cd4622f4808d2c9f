"""The drawings that stand for a pupil (an animal in a colour) and for a secret (pictures of the neighbourhood).

Slugs are stored, and the order of SECRETS is part of every printed card: add at the end, never rename or reorder.
"""

import functools
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from classrooms.errors import Refusal

Kind = Literal["animal", "secret"]
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Animal:
    slug: str
    label: str | Promise

    @property
    def path(self) -> str:
        """Where `{% static %}` finds the drawing; its body is in currentColor."""
        return f"classrooms/artwork/animals/{self.slug}.svg"


@dataclass(frozen=True, slots=True)
class Colour:
    """``hex`` holds white text (4.5) and stands out on the paper (3.0)."""

    slug: str
    label: str | Promise
    hex: str


@dataclass(frozen=True, slots=True)
class Secret:
    slug: str
    label: str | Promise

    @property
    def path(self) -> str:
        return f"classrooms/artwork/secrets/{self.slug}.svg"


ANIMALS = {
    animal.slug: animal
    for animal in [
        Animal("renard", _("renard")),
        Animal("grenouille", _("grenouille")),
        Animal("hibou", _("hibou")),
        Animal("escargot", _("escargot")),
        Animal("papillon", _("papillon")),
        Animal("tortue", _("tortue")),
        Animal("lapin", _("lapin")),
        Animal("baleine", _("baleine")),
        Animal("ecureuil", _("écureuil")),
        Animal("coccinelle", _("coccinelle")),
        Animal("canard", _("canard")),
        Animal("chauve-souris", _("chauve-souris")),
        Animal("herisson", _("hérisson")),
        Animal("poisson", _("poisson")),
        Animal("abeille", _("abeille")),
        Animal("chat", _("chat")),
        Animal("pieuvre", _("pieuvre")),
        Animal("oiseau", _("oiseau")),
        Animal("elephant", _("éléphant")),
        Animal("crabe", _("crabe")),
    ]
}

COLOURS = {
    colour.slug: colour
    for colour in [
        Colour("rouge", _("rouge"), "#c62f2f"),
        Colour("vert", _("vert"), "#2f7a35"),
        Colour("bleu", _("bleu"), "#2456a6"),
        Colour("orange", _("orange"), "#b8580a"),
        Colour("violet", _("violet"), "#6b3fa0"),
        Colour("turquoise", _("turquoise"), "#0b7d85"),
        Colour("rose", _("rose"), "#c92a7b"),
        Colour("marron", _("marron"), "#5f3818"),
    ]
}

SECRETS = {
    secret.slug: secret
    for secret in [
        Secret("velo", _("vélo")),
        Secret("pain", _("pain")),
        Secret("banc", _("banc")),
        Secret("arbre", _("arbre")),
        Secret("cloche", _("cloche")),
        Secret("cle", _("clé")),
        Secret("parapluie", _("parapluie")),
        Secret("livre", _("livre")),
        Secret("ballon", _("ballon")),
        Secret("boite-aux-lettres", _("boîte aux lettres")),
        Secret("tasse", _("tasse")),
        Secret("lampadaire", _("lampadaire")),
    ]
}


class ClassroomFullError(Refusal):
    code = "classroom_full"


def pick_look(taken: Collection[tuple[str, str]]) -> tuple[str, str]:
    """Return the next free animal and colour of a class: every animal once before one comes back in another colour."""
    animals, colours = list(ANIMALS), list(COLOURS)
    for turn in range(len(colours)):
        for place, animal in enumerate(animals):
            look = animal, colours[(place + turn) % len(colours)]
            if look not in taken:
                return look
    raise ClassroomFullError(_("Cette classe est pleine : il ne reste plus d’animal libre."))


def animal_label(animal: str, colour: str) -> str:
    """Say a look in words that need no agreement of gender."""
    return gettext("%(animal)s en %(colour)s") % {"animal": ANIMALS[animal].label, "colour": COLOURS[colour].label}


@functools.cache
def svg_source(kind: Kind, slug: str) -> str:
    """Return the drawing's own text. Raises KeyError for a slug that is not ours."""
    drawing = ANIMALS[slug] if kind == "animal" else SECRETS[slug]
    return (STATIC / drawing.path).read_text(encoding="utf-8")


def svg_markup(kind: Kind, slug: str, colour: str | None = None, *, label: str = "", css: str = "") -> SafeString:
    """Return an inline SVG; the colour is an attribute, so that a strict content policy lets it through.

    Without a label the drawing is decoration, hidden from screen readers: the text beside it says the same.
    """
    attributes = [format_html('class="{}"', f"artwork artwork--{kind} {css}".strip())]
    if colour:
        attributes.append(format_html('color="{}"', COLOURS[colour].hex))
    attributes.append(format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"'))
    svg = svg_source(kind, slug).strip()
    return mark_safe(svg.replace("<svg ", f"<svg {' '.join(attributes)} ", 1))  # noqa: S308 - our own drawings
