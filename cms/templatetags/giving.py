from django import template

from cms.giving.helloasso import is_open

register = template.Library()


@register.simple_tag
def giving_is_open() -> bool:
    return is_open()
