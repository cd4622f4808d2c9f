"""Words that editors write on the site's own pages: they belong to no investigation, so no consent lets them name a
pupil of any class."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Pupil
from investigations.names import Hit, Names, sentence_of


@dataclass(frozen=True, slots=True)
class Named:
    """``digest`` knows this use of the word again."""

    field: str
    place: str
    written: str
    sentence: str
    digest: str

    @property
    def in_words(self) -> str:
        return _("« %(name)s » (« %(sentence)s »)") % {"name": self.written, "sentence": self.sentence}


def named_in_words(
    model: type[models.Model], words: Iterable[str], values: Mapping[str, Any], among: Iterable[Pupil] | None = None
) -> list[Named]:
    """``words``: fields that hold some, ``values``: what they are to hold, ``among``: the pupils of one class.

    Without what an editor said names nobody.
    """
    told = {name: text for name in words if (text := _text(model, name, values.get(name)))}
    if not told:
        return []
    names = Names.of_every_class(told.values()) if among is None else Names(among)
    found = [_named(model, name, text, hit) for name, text in told.items() for hit in _hits(names, name, text)]
    unsaid = {one.digest for one in found} - _said_to_name_nobody({one.digest for one in found})
    return list({(one.field, one.digest): one for one in found if one.digest in unsaid}.values())


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


def _hits(names: Names, field: str, text: str) -> Iterator[Hit]:
    """An address has no capitals."""
    return names.hits(text, capital=field != "slug")


def _named(model: type[models.Model], field: str, text: str, hit: Hit) -> Named:
    place = str(getattr(model._meta.get_field(field), "verbose_name", field))
    return Named(field, place, hit.written, sentence_of(text, hit), hit.digest)


def _said_to_name_nobody(digests: set[str]) -> set[str]:
    from cms.models import NameCheck

    return set(NameCheck.objects.of_site().filter(digest__in=digests).values_list("digest", flat=True))
