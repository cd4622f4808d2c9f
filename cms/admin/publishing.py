"""A story that may not be public is kept as a draft, and the editor is told why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from classrooms.errors import Refusal
from cms.models import StoryPage


def refuse_in_words(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the publish button does its work: what was typed is saved already, and stays."""
    if not isinstance(page, StoryPage):
        return None
    try:
        page.check_publishable()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
