"""All public addresses for search engines. Projects by ranges of keys: nothing counted, nothing skipped."""

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.core.paginator import EmptyPage
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap

from cms.models import NewsletterIssue
from cms.open_data.licence import whole
from investigations.directory.models import CitizenProject

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Of the 50,000 that a file may hold.
KEYS_A_PAGE = 10_000


class _Range:
    def __init__(self, number: int) -> None:
        first = (number - 1) * KEYS_A_PAGE
        keys = CitizenProject.objects.live().filter(pk__gt=first, pk__lte=first + KEYS_A_PAGE)
        self.object_list = list(keys.only("slug", "last_published_at").order_by("pk"))


class _Ranges:
    """What Django's sitemaps ask of a paginator."""

    @property
    def num_pages(self) -> int:
        last = CitizenProject.objects.aggregate(last=Max("pk"))["last"] or 1
        return -(-last // KEYS_A_PAGE)

    def page(self, number: Any) -> _Range:
        if not 1 <= int(number) <= self.num_pages:
            raise EmptyPage
        return _Range(int(number))


class ProjectSitemap(Sitemap[CitizenProject]):
    paginator = _Ranges()  # type: ignore[assignment]

    def lastmod(self, item: CitizenProject) -> datetime.datetime | None:
        return item.last_published_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        """Django's own goes through all of them."""
        return None


class LetterSitemap(Sitemap[NewsletterIssue]):
    def items(self) -> "QuerySet[NewsletterIssue]":
        return NewsletterIssue.objects.in_archive()

    def lastmod(self, item: NewsletterIssue) -> datetime.datetime:
        return item.changed_at

    def location(self, item: NewsletterIssue) -> str:
        return reverse("letter_issue", args=[item.number])


class ListSitemap(Sitemap[str]):
    """Pages that are no Wagtail pages and not one of many."""

    def items(self) -> list[str]:
        return ["projects", "open_data", "newsletter", "register", "accessibility"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"pages": WagtailSitemap, "listes": ListSitemap, "projets": ProjectSitemap, "lettres": LetterSitemap}
CLOSED = (
    "/admin/",
    "/compte/",
    "/carnet/",
    "/api/",
    "/projets/mon-projet/",
    "/projets/integrer/",
    "/retrait/",
    "/en/retrait/",
)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return index(request, sitemaps=SITEMAPS, sitemap_url_name="sitemap_section")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, sitemaps=SITEMAPS, section=section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {whole(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
