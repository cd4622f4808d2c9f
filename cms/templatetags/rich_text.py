from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from cms.rich_text import shown

register = template.Library()


@register.filter
def rich_text(value: RichText | str | None) -> SafeString:
    """Instead of Wagtail's ``richtext``, which shows what it finds."""
    return shown(value.source if isinstance(value, RichText) else value or "")
