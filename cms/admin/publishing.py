"""A story that may not be public is kept as a draft, and the editor is told why."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page, PageQuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

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


def public_or_own(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Links in a story lead to what is public; choosers show no draft of another class."""
    explorable = PagePermissionPolicy().explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=explorable.values("pk")))
