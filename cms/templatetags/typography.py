"""French typography by code: authors and msgids keep plain spaces and straight quotes, readers get proper ones."""

import datetime

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime
from django.utils.translation import get_language

from cms.typography import typeset

register = template.Library()


@register.filter
def hour(moment: datetime.datetime) -> str:
    """``10 h``, ``10 h 05``; in English ``10:05``."""
    local = template_localtime(moment)
    if get_language() == "en":
        return f"{local:%H:%M}"
    return f"{local.hour} h {local:%M}" if local.minute else f"{local.hour} h"


@register.filter(is_safe=True)
def typo(value: object) -> SafeString:
    """Typeset text or HTML in the language in force; parts that carry a `lang` of their own follow that one."""
    return mark_safe(typeset(str(conditional_escape(value)), language=get_language() or "fr"))  # noqa: S308
