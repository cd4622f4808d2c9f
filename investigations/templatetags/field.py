from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(values: Mapping[str, object], key: object) -> object:
    """The value under a key that is itself a variable; empty when there is none."""
    return values.get(str(key), "")
