"""`{% animal pupil.animal pupil.colour %}` and `{% secret slug %}` draw inline.

`decorative=True` where the words stand beside the drawing already.
"""

from django import template
from django.utils.safestring import SafeString

from classrooms import artwork

register = template.Library()


@register.simple_tag
def animal(slug: str, colour: str, *, decorative: bool = False, css: str = "") -> SafeString:
    label = "" if decorative else artwork.animal_label(slug, colour)
    return artwork.svg_markup("animal", slug, colour, label=label, css=css)


@register.simple_tag
def secret(slug: str, *, decorative: bool = False, css: str = "") -> SafeString:
    label = "" if decorative else str(artwork.SECRETS[slug].label)
    return artwork.svg_markup("secret", slug, label=label, css=css)
