"""The same page in the other languages, and the way from a public page into a room."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.translation import get_language_info

from workshop.languages import in_language, of_room

register = template.Library()


@dataclass(frozen=True, slots=True)
class InLanguage:
    code: str
    name: str
    path: str
    whole: str


@register.simple_tag(takes_context=True)
def in_languages(context: Context) -> list[InLanguage]:
    """Of a public page; a room has one address for all, and so has a file."""
    request = context.get("request")
    if request is None or getattr(request, "in_a_room", True) or not request.path.endswith("/"):
        return []
    return [_in(request, code) for code, _name in settings.LANGUAGES]


def _in(request: HttpRequest, code: str) -> InLanguage:
    path = in_language(request.get_full_path(), code)
    return InLanguage(code, get_language_info(code)["name_local"].capitalize(), path, settings.BASE_URL + path)


@register.simple_tag
def room(name: str) -> str:
    return of_room(reverse(name))
