"""The standing pages that the site itself leads to."""

from typing import NamedTuple

from django import template
from django.http import HttpRequest
from django.template import Context
from wagtail.models import Page

from cms.models import TextPage

register = template.Library()


class StandingText(NamedTuple):
    page: TextPage
    url: str


@register.simple_tag(takes_context=True)
def standing_texts(context: Context) -> list[StandingText]:
    """Those that are public, in the editors' order, without their texts: one query."""
    pages = TextPage.objects.standing().only("role", "title", "url_path")
    return [StandingText(page, _address(page, context.get("request"))) for page in pages]


@register.simple_tag(takes_context=True)
def stories_address(context: Context) -> str:
    page = Page.objects.filter(slug="recits").only("url_path").first()
    return _address(page, context.get("request")) if page else ""


def _address(page: Page, request: HttpRequest | None) -> str:
    """There is one site: which one this request is for need not be asked, as Wagtail's own tags do for each page."""
    parts = page.get_url_parts(request)
    return (parts and parts[2]) or ""
