"""Two versions of an entry, or two entries, side by side: only the fields that differ, what differs in them marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text

from investigations.directory.models import CitizenProject
from investigations.directory.models.projects import PointFrom

_WRITTEN = ("name", "summary", "causes", "description", "address", "postcode", "commune", "latitude", "longitude",
    "point_from", "opening_hours", "website", "helloasso_url", "registered_as", "welcomes_classes", "welcome_when",
    "welcome_how", "max_pupils", "welcome_levels", "step_free", "accessibility", "has_toilets", "photos_allowed",
    "needs_hands", "needs_things", "needs_money", "how_it_was_made", "picture", "picture_alt",
    "contact_name", "contact_email", "contact_phone",
    "slug")  # fmt: skip


@dataclass(frozen=True)
class Difference:
    field: str
    label: str
    before: SafeString
    after: SafeString


def differences(before: CitizenProject, after: CitizenProject) -> list[Difference]:
    return [
        Difference(name, label_of(name), *(_pictures if name == "picture" else _marked)(first, second))
        for name, first, second in _differing(before, after, _WRITTEN)
    ]


def two_sides(one: CitizenProject, other: CitizenProject, names: Iterable[str]) -> list[Difference]:
    """Of two entries neither is the former one: nothing is struck out."""
    return [
        Difference(name, label_of(name), _plain(first), _plain(second))
        for name, first, second in _differing(one, other, names)
    ]


def _differing(one: CitizenProject, other: CitizenProject, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for name in names:
        first, second = in_words(one, name), in_words(other, name)
        if first != second:
            yield name, first, second


def everything(project: CitizenProject) -> list[Difference]:
    """Of an entry that nobody has read yet: all that is filled in. Its picture is looked at, not read."""
    empty = CitizenProject(slug=project.slug)
    told = [name for name in _WRITTEN if name != "picture" and in_words(project, name) != in_words(empty, name)]
    return [Difference(name, label_of(name), mark_safe(""), _plain(in_words(project, name))) for name in told]


def label_of(name: str) -> str:
    return str(capfirst(CitizenProject._meta.get_field(name).verbose_name))


def in_words(project: CitizenProject, name: str) -> str:
    if name == "causes":
        return ", ".join(sorted(cause.name for cause in project.causes.all())) if project.pk else ""
    value: Any = getattr(project, name)
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if name == "point_from":
        return str(dict(PointFrom.choices).get(value, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _plain(words: str) -> SafeString:
    return mark_safe(conditional_escape(words).replace("\n", "<br>"))  # noqa: S308 - escaped just before


def _marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """``del`` and ``ins`` are read aloud; colour alone would not be."""
    changes = diff_text(before, after).changes
    return _side(changes, "deletion", "del"), _side(changes, "addition", "ins")


def _pictures(before: str, after: str) -> tuple[SafeString, SafeString]:
    """The new one is shown beside these words."""
    new = _("une autre image") if before else _("une image")
    return _plain(_("une image") if before else ""), _plain(new if after else "")


def _side(changes: list[tuple[str, str]], kind: str, tag: str) -> SafeString:
    parts = []
    for change, words in changes:
        if change == "equal":
            parts.append(_plain(words))
        elif change == kind:
            parts.append(format_html("<{0}>{1}</{0}>", mark_safe(tag), _plain(words)))  # noqa: S308 - del or ins
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped
