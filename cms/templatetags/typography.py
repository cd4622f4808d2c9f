"""French typography by code: authors and msgids keep plain spaces and straight quotes, readers get proper ones."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.typography import typeset

register = template.Library()


@register.filter(is_safe=True)
def typo(value: object) -> SafeString:
    """Typeset text or HTML in the language in force; parts that carry a `lang` of their own follow that one."""
    return mark_safe(typeset(str(conditional_escape(value)), language=get_language() or "fr"))  # noqa: S308
