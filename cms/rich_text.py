"""Rich text of adults, cleaned whichever way it came in: when it is read or saved, and once more when it is shown.

Wagtail's editor keeps to its own list of tags; what a script, an import or an old revision stored meets only this one.
"""

from html.parser import HTMLParser
from typing import Any, ClassVar

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText, expand_db_html

from workshop.links import WEB

# No picture or embed: stories have blocks for these, and frames of other sites watch who reads. Headings are blocks of
# stories too, and of the rich text of standing texts.
FEATURES = ["bold", "italic", "link", "ol", "ul"]
_TAGS = {"p", "h2", "h3", "br", "b", "strong", "i", "em", "a", "ol", "ul", "li"}
# How Wagtail's editor remembers paragraphs, and links to our own pages.
_STORED = {"a": {"href", "linktype", "id"}, "p": {"data-block-key"}, "li": {"data-block-key"},
           "h2": {"data-block-key"}, "h3": {"data-block-key"}}  # fmt: skip
_SHOWN = {"a": {"href"}}
LONGEST_ID = 18


def _link_to_page(tag: str, name: str, value: str) -> str | None:
    """Wagtail looks a link's page up by what stands there: a page that held anything else would not open again."""
    if name == "linktype":
        return value if value == "page" else None
    if name == "id":
        return value if value.isascii() and value.isdecimal() and len(value) <= LONGEST_ID else None
    return value


def stored(html: str) -> str:
    """Clean what is kept. Doing it twice changes nothing more."""
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_STORED,
        attribute_filter=_link_to_page,
        url_schemes=set(WEB),
        link_rel=None,
    )
    # Wagtail's index puts a space where it finds this spelling.
    return cleaned.replace("<br>", "<br/>")


def shown(source: str) -> SafeString:
    """What a page shows of a kept text: links to our pages resolved, then cleaned again."""
    html = expand_db_html(stored(source))
    cleaned = nh3.clean(html, tags=_TAGS, attributes=_SHOWN, url_schemes=set(WEB), link_rel="noopener noreferrer")
    return mark_safe(cleaned)  # noqa: S308 - what nh3 has cleaned


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.schemes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        scheme, colon, _rest = address.partition(":")
        if colon and not set(scheme) & set("/?#"):
            self.schemes.add(scheme.strip().lower())


def check_links(html: str) -> None:
    """Cleaning would drop the link in silence: who writes is told."""
    links = _Links()
    links.feed(html)
    if links.schemes - WEB:
        raise ValidationError(
            _("Un lien mène à une page du site, ou à une adresse en http:// ou https://. Écrivez le reste en texte."),
            code="link",
        )


class CleanRichText(RichText):
    def __init__(self, source: str | None) -> None:
        super().__init__(stored(source or ""))

    def __html__(self) -> str:
        return shown(self.source)


class CleanRichTextField(RichTextField):
    default_validators: ClassVar = [*RichTextField.default_validators, check_links]

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """Drafts pass here too: a revision is made of what would be saved."""
        value = stored(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs


class CleanRichTextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[check_links], **kwargs)

    def to_python(self, value: str) -> CleanRichText:
        return CleanRichText(value)

    def normalize(self, value: Any) -> CleanRichText:
        return value if isinstance(value, CleanRichText) else CleanRichText(super().normalize(value).source)

    def value_from_form(self, value: str) -> CleanRichText:
        return CleanRichText(value)

    def get_prep_value(self, value: RichText) -> str:
        """Whoever put a text into a block: not all of them go through the ways above."""
        return stored(value.source)

    def deconstruct(self) -> tuple[str, Any, Any]:
        return ("wagtail.blocks.RichTextBlock", *super().deconstruct()[1:])
