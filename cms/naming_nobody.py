"""Words that editors write on the site's own pages: they belong to no investigation, so no consent lets them name a
pupil of any class."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import ngettext

from investigations.names import Named, Names, named_in_fields


def named_in_words(model: type[models.Model], words: Iterable[str], values: Mapping[str, Any]) -> list[Named]:
    """``words``: fields that hold some, ``values``: what they are to hold. Without what an editor said names nobody."""
    told = {name: text for name in words if (text := _text(model, name, values.get(name)))}
    if not told:
        return []
    found = named_in_fields(Names.of_every_class(told.values()), told)
    said = _said_to_name_nobody({one.digest for one in found})
    return [one for one in found if one.digest not in said]


def refused(named: Iterable[Named]) -> str:
    named = list(named)
    words = ngettext(
        "%(names)s est un prénom d’une classe, et les pages du site ne nomment aucun élève. Mettez un animal à la "
        "place, dites-le autrement, ou cochez que ce mot ne nomme aucun élève.",
        "%(names)s sont des prénoms d’une classe, et les pages du site ne nomment aucun élève. Mettez un animal à la "
        "place, dites-le autrement, ou cochez que ces mots ne nomment aucun élève.",
        len(named),
    )
    return words % {"names": ", ".join(one.in_words for one in named)}


def _text(model: type[models.Model], name: str, value: Any) -> str:
    """As a reader has it: without markup, of all the blocks of a stream."""
    field = model._meta.get_field(name)
    if value and hasattr(field, "get_searchable_content"):
        return "\n".join(field.get_searchable_content(value))
    return str(value or "")


def _said_to_name_nobody(digests: set[str]) -> set[str]:
    from cms.models import NameCheck

    return set(NameCheck.objects.of_site().filter(digest__in=digests).values_list("digest", flat=True))
