"""Where a page's other forms are."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from cms.open_data.licence import whole

register = template.Library()


@register.simple_tag
def whole_address(path: str) -> str:
    return whole(path)


@register.simple_tag
def oembed_address(path: str) -> str:
    return f"{whole(reverse('oembed'))}?{urlencode({'url': whole(path), 'format': 'json'})}"
