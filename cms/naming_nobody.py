"""Words that editors write on the site's own pages: they belong to no investigation, so no consent lets them name a
pupil of any class."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investigations.names import Hit, Names

# Around a name, what the editor is shown of its sentence.
_SHOWN = 60
_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…\n]?")


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


def named_in_words(model: type[models.Model], words: Iterable[str], values: Mapping[str, Any]) -> list[Named]:
    """``words``: fields that hold some, ``values``: what they are to hold. Without what an editor said names nobody."""
    told = {name: text for name in words if (text := _text(model, name, values.get(name)))}
    if not told:
        return []
    names = Names.of_every_class()
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
    """Only with a capital: “une rose” stays. An address has none."""
    return (hit for hit in names.hits(text) if field == "slug" or hit.written[:1].isupper())


def _named(model: type[models.Model], field: str, text: str, hit: Hit) -> Named:
    place = str(getattr(model._meta.get_field(field), "verbose_name", field))
    return Named(field, place, hit.written, _sentence(text, hit), hit.digest)


def _sentence(text: str, hit: Hit) -> str:
    within = next(one for one in _SENTENCE.finditer(text) if one.end() >= hit.end)
    before, after = text[within.start() : hit.start], text[hit.end : within.end()]
    if len(before) > _SHOWN:
        before = "…" + before[-_SHOWN:].partition(" ")[2]
    if len(after) > _SHOWN:
        after = after[:_SHOWN].rpartition(" ")[0] + "…"
    return " ".join(f"{before}{hit.written}{after}".split())


def _said_to_name_nobody(digests: set[str]) -> set[str]:
    from cms.models import NameCheck

    return set(NameCheck.objects.of_site().filter(digest__in=digests).values_list("digest", flat=True))
