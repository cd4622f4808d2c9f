"""A story that may not be public is kept as a draft, and the editor is told why."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, PageQuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

from classrooms.errors import Refusal
from classrooms.models import User
from cms.models import ClassroomPage, StoryPage
from cms.models.standing import StandingWords


def refuse_in_words(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the publish button does its work: what was typed is saved already, and stays."""
    if not isinstance(page, StoryPage | ClassroomPage | StandingWords):
        return None
    try:
        page.check_publishable()
    except Refusal as refusal:
        messages.error(request, str(refusal), buttons=way_to_mend(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def way_to_mend(refusal: Refusal) -> list[Any]:
    """Beside the words that refuse, the screen where each thing that is missing can be mended."""
    story = refusal.extra.get("story")
    if story is None:
        return []
    return [messages.button(reverse("stories:consents", args=[story]), _("Voir ce qui manque"))]


def story_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, StoryPage):
        yield Button(_("Autorisations"), reverse("stories:consents", args=[page.pk]), icon_name="check", priority=45)


def public_or_own(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Links in a story lead to what is public; choosers show no draft of another class."""
    explorable = PagePermissionPolicy().explorable_instances(request.user)
    return pages.filter(Q(live=True) | Q(pk__in=explorable.values("pk")))
