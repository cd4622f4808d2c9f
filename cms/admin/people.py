"""Wagtail's lists of pages can be filtered by person, and offer whoever ever wrote on the site, by name or e-mail."""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Page, PageLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

from classrooms.models import User


def offer_people_of_own_pages() -> None:
    """The filters of every list of pages are these two, or copies of them."""
    filters = PageFilterSet.declared_filters
    filters["owner"].queryset = _owners
    filters["edited_by"].queryset = _editors


def _owners(request: HttpRequest) -> QuerySet[User]:
    return User.objects.filter(pk__in=_own_pages(request).order_by().values("owner"))


def _editors(request: HttpRequest) -> QuerySet[User]:
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=_own_pages(request))
    return User.objects.filter(pk__in=edits.order_by().values("user"))


def _own_pages(request: HttpRequest) -> QuerySet[Page]:
    return PagePermissionPolicy().instances_user_has_permission_for(request.user, "change")
