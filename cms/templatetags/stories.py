"""What a story shows beside its words."""

from functools import cache

from django import template
from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString

from classrooms import artwork

register = template.Library()


@register.simple_tag
def pen_animal(name: str) -> SafeString | str:
    """The drawing of who signs as an animal: “Renard, CM2”.

    In ink, not in the pupil's own colour, and never beside a first name: whoever saw both together would know, in
    another story, who the fox is.
    """
    slug = _animals().get((name or "").partition(",")[0].strip())
    return artwork.svg_markup("animal", slug, css="quote__animal") if slug else ""


@cache
def _animals() -> dict[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        return {str(animal.label).capitalize(): slug for slug, animal in artwork.ANIMALS.items()}
