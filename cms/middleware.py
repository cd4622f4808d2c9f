"""What Wagtail's page views lack: a refusal is said in words, and a foreign page is not there."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from wagtail.admin import messages
from wagtail.admin.views.chooser import page_models_from_string
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from classrooms.admin.home import only_teaches
from classrooms.errors import Refusal
from cms.admin.publishing import way_to_mend

NO_PAGE = 0
LONGEST = 19
PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "page_pk", "destination_id")
WITH_PAGES = {"wagtailadmin_pages", "wagtailadmin_reports"}
# Links lead to any page that is public: choosing one shows no more than the site does.
CHOOSERS = ("wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple")


class PageAdminMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Some of Wagtail's views show a page's title before they ask for permission; others tell that it exists."""
        match = request.resolver_match
        if match is None or not _is_wagtails(match) or not request.user.is_authenticated:
            return
        if "wagtailadmin_reports" in match.namespaces and only_teaches(request.user):
            raise Http404
        named = set(_pages_named(request, match))
        if not named:
            return
        seen = PagePermissionPolicy().explorable_instances(request.user)
        if match.url_name in CHOOSERS:
            seen = seen | Page.objects.live() | Page.objects.filter(depth=1)
        if seen.filter(pk__in=named).count() != len(named):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Publishing ends in StoryPage.save, whichever button, task or schedule began it; its refusal ends here."""
        match = request.resolver_match
        if not isinstance(exception, Refusal) or match is None or not _is_wagtails(match):
            return None
        messages.error(request, str(exception), buttons=way_to_mend(exception))
        page = match.kwargs.get("page_id")
        known = page and Page.objects.filter(pk=page).exists()
        return redirect(reverse("wagtailadmin_pages:edit", args=[page]) if known else reverse("wagtailadmin_home"))


def _is_wagtails(match: ResolverMatch) -> bool:
    if not WITH_PAGES.isdisjoint(match.namespaces):
        return True
    # Pages that readers ask for are no admin's, and depend on nobody.
    return match.url_name != "wagtail_serve" and (match.url_name or "").startswith(("wagtailadmin_", "wagtail_"))


def _pages_named(request: HttpRequest, match: ResolverMatch) -> Iterator[int]:
    yield from _numbers(str(match.kwargs[name]) for name in PAGE_ARGUMENTS if name in match.kwargs)
    if match.url_name == "revisions_compare":
        yield from _numbers([str(match.args[0])])
    if match.url_name == "wagtail_bulk_action" and match.kwargs["app_label"] == "wagtailcore":
        yield from _numbers([*request.GET.getlist("id"), *request.GET.getlist("childOf")])
    if match.url_name == "wagtailadmin_choose_page_chosen_multiple":
        yield from _numbers(request.GET.getlist("id"))
    if match.url_name == "wagtailadmin_choose_page":
        yield from _where_choosing_begins(request.GET.get("page_type", ""))
    if "wagtailadmin_pages" in match.namespaces:  # a form that is refused comes back with the title of what it named
        yield from _numbers(request.POST.getlist("new_parent_page"))


def _numbers(values: Iterable[str]) -> Iterator[int]:
    """A number that no database keeps is no page's."""
    return (int(value) if value.isdecimal() and len(value) < LONGEST else NO_PAGE for value in values if value)


def _where_choosing_begins(page_type: str) -> Iterator[int]:
    """Where one kind of page is asked for, Wagtail opens what all of them lie under."""
    if page_type:
        with suppress(ValueError, LookupError):  # Wagtail's 404
            yield Page.objects.type(*page_models_from_string(page_type)).first_common_ancestor().pk
