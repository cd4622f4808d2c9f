"""The standing texts that the site itself leads to."""

from typing import NamedTuple

from django import template
from django.template import Context

from cms.models import TextPage

register = template.Library()


class StandingText(NamedTuple):
    page: TextPage
    url: str


@register.simple_tag(takes_context=True)
def standing_texts(context: Context) -> list[StandingText]:
    """Those that are public, in the editors' order. One query; the site's address is looked up once a request."""
    request = context.get("request")
    return [StandingText(page, page.get_url(request)) for page in TextPage.objects.standing()]
