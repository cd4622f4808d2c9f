"""What Wagtail's page views lack: a refusal is said in words, and a foreign page is not there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from classrooms.errors import Refusal

PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "page_pk")


class PageAdminMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        """Some of Wagtail's views show a page's title before they ask for permission; others tell that it exists."""
        match = request.resolver_match
        if match is None or "wagtailadmin_pages" not in match.namespaces or not request.user.is_authenticated:
            return
        explorable = PagePermissionPolicy().explorable_instances(request.user)
        for name in PAGE_ARGUMENTS:
            if name in kwargs and not explorable.filter(pk=kwargs[name]).exists():
                raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Publishing ends in StoryPage.save, whichever button, task or schedule began it; its refusal ends here."""
        match = request.resolver_match
        if not isinstance(exception, Refusal) or match is None or "wagtailadmin_pages" not in match.namespaces:
            return None
        messages.error(request, str(exception))
        page = match.kwargs.get("page_id")
        known = page and Page.objects.filter(pk=page).exists()
        return redirect(reverse("wagtailadmin_pages:edit", args=[page]) if known else reverse("wagtailadmin_home"))
