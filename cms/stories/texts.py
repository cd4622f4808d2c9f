"""Every text of a story that a reader or a search engine meets, with where it stands, and how to change it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

if TYPE_CHECKING:
    from cms.models import StoryPage

_WORDS = {"quote": ("text", "name", "question"), "photo": ("alt", "caption", "credit"), "line": ("label", "value")}
# Markup that a reader's word may run through.
_WITHIN_WORDS = {"b", "strong", "i", "em", "a"}


@dataclass(frozen=True, slots=True)
class StoryText:
    """``block`` is the block's id, empty for the page's own fields. ``put`` changes the page in memory."""

    place: str
    field: str
    text: str
    put: Callable[[str], None]
    block: str = ""


def texts_of(page: "StoryPage") -> Iterator[StoryText]:
    """Rich text comes as its text nodes, so that markup stays what it is."""
    yield from _fields(page)
    for number, place, block in numbered(page):
        match block.block_type:
            case "heading":
                yield StoryText(place, "heading", block.value, _put_heading(page, number), block.id)
            case "paragraph":
                yield from _nodes(place, block)
            case "quote":
                yield from _words("quote", place, block)
            case "facts":
                yield StoryText(place, "title", block.value["title"] or "", _put_into(block.value, "title"), block.id)
                for line in block.value["lines"].bound_blocks:
                    yield from _words("line", place, line)
    for place, photo in photos_of(page):
        yield from _words("photo", place, photo)
    for number, correction in enumerate(page.corrections, 1):
        place = _("correction %(number)s") % {"number": number}
        put = _put_into(correction.value, "text")
        yield StoryText(place, "text", correction.value["text"] or "", put, correction.id)


def photos_of(page: "StoryPage") -> Iterator[tuple[str, Any]]:
    """Every photo of the body in order, alone or in a gallery: its place in words, and what has its id and value."""
    for _number, place, block in numbered(page):
        if block.block_type == "photo":
            yield place, block
        elif block.block_type == "gallery":
            for number, photo in enumerate(block.value.bound_blocks, 1):
                yield _("%(gallery)s, photo %(number)s") % {"gallery": place, "number": number}, photo


def numbered(page: "StoryPage") -> Iterator[tuple[int, str, Any]]:
    """Blocks with their place in the body and what a person calls them: “photo 2”."""
    names = {
        "heading": _("intertitre %(number)s"),
        "paragraph": _("paragraphe %(number)s"),
        "quote": _("citation %(number)s"),
        "photo": _("photo %(number)s"),
        "gallery": _("galerie %(number)s"),
        "facts": _("encadré %(number)s"),
    }
    counts: dict[str, int] = {}
    for place, block in enumerate(page.body):
        kind = block.block_type
        counts[kind] = counts.get(kind, 0) + 1
        yield place, names.get(kind, "%(number)s") % {"number": counts[kind]}, block


def _fields(page: "StoryPage") -> Iterator[StoryText]:
    names = {
        "title": _("titre"), "introduction": _("chapeau"), "slug": _("adresse"),
        "seo_title": _("titre pour les moteurs"), "search_description": _("description pour les moteurs"),
        "reply": _("réponse du projet"),
    }  # fmt: skip
    for field, place in names.items():
        put = _put_slug(page) if field == "slug" else _put_field(page, field)
        yield StoryText(place, field, getattr(page, field), put)


def _words(kind: str, place: str, block: Any) -> Iterator[StoryText]:
    for field in _WORDS[kind]:
        yield StoryText(place, field, block.value[field] or "", _put_into(block.value, field), block.id)


def _nodes(place: str, block: Any) -> Iterator[StoryText]:
    soup = BeautifulSoup(block.value["text"].source, "html.parser")
    _make_words_whole(soup)
    for node in list(soup.find_all(string=True)):
        yield StoryText(place, "text", str(node), _put_node(soup, node, block.value), block.id)


def _make_words_whole(soup: BeautifulSoup) -> None:
    """Of a word, or a name of several, that is bold in part, all stands where it begins: to a reader it is one."""
    after = NavigableString("")
    for node in reversed(soup.find_all(string=True)):
        here, end = node, _rest_of_word(node, after)
        if end and _is_same_line(node, after):
            here = NavigableString(node + after[:end])
            node.replace_with(here)
            after.replace_with(after[end:])
        after = here


def _rest_of_word(text: str, after: str) -> int:
    """Where in ``after`` ends what ``text`` has begun: a word, or words that begin with a capital."""
    begun = re.search(r"(\w+)([\s’'-]{0,2})$", text)
    if begun is None:
        return 0
    is_name, gap, end = begun[1][0].isupper(), begun[2], 0
    while (word := re.compile(r"([\s’'-]{0,2})(\w+)").match(after, end)) and (
        not (gap or word[1]) or (is_name and word[2][0].isupper())
    ):
        gap, end = " ", word.end()
    return end


def _is_same_line(node: NavigableString, after: NavigableString) -> bool:
    between = takewhile(lambda part: part is not after, node.next_elements)
    opened = all(part.name in _WITHIN_WORDS for part in between if isinstance(part, Tag))
    return opened and _line_of(node) is _line_of(after)


def _line_of(node: NavigableString) -> Tag | None:
    return next((tag for tag in node.parents if tag.name not in _WITHIN_WORDS), None)


def _put_field(page: "StoryPage", field: str) -> Callable[[str], None]:
    def put(text: str) -> None:
        setattr(page, field, text)
        if field == "title":
            page.draft_title = text

    return put


def _put_slug(page: "StoryPage") -> Callable[[str], None]:
    def put(text: str) -> None:
        taken = page.get_siblings(inclusive=False).values_list("slug", flat=True)
        slug = slugify(text) or "recit"
        page.slug = slug if slug not in taken else f"{slug}-{page.pk}"

    return put


def _put_heading(page: "StoryPage", number: int) -> Callable[[str], None]:
    def put(text: str) -> None:
        page.body[number] = ("heading", text, page.body[number].id)

    return put


def _put_into(value: Any, field: str) -> Callable[[str], None]:
    def put(text: str) -> None:
        value[field] = text

    return put


def _put_node(soup: BeautifulSoup, node: NavigableString, value: Any) -> Callable[[str], None]:
    def put(text: str) -> None:
        node.replace_with(text)
        value["text"] = RichText(str(soup))

    return put
