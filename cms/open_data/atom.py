"""New and changed projects, for readers of feeds, with their place (GeoRSS simple)."""

from collections.abc import Sequence
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import mark_safe

from cms.open_data import licence
from cms.open_data.answers import open_data, unless_known
from cms.open_data.exports import wanted_in
from cms.open_data.facts import address_of, without_emails
from cms.open_data.licence import whole
from investigations.directory.models import CitizenProject
from investigations.directory.newest import newest

SHOWN = 50


class PlacedAtom(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:georss": "http://www.georss.org/georss"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["point"]:
            handler.addQuickElement("georss:point", item["point"])


class GeoAtom(PlacedAtom):
    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": licence.ADDRESS})


class NewestProjects(Feed[CitizenProject, CitizenProject]):
    feed_type = GeoAtom
    title = "Cap ou pas cap : projets nouveaux et changés"
    author_name = licence.SOURCE
    feed_copyright = f"{licence.NAME}, {licence.ADDRESS}"

    def __init__(self, projects: Sequence[CitizenProject], *, here: str) -> None:
        self.projects, self.here = projects, here

    def link(self) -> str:
        return whole(reverse("projects") + self.here)

    def feed_url(self) -> str:
        return whole(reverse("projects_atom") + self.here)

    def feed_guid(self) -> str:
        return self.feed_url()

    def items(self) -> Sequence[CitizenProject]:
        return self.projects

    def item_title(self, item: CitizenProject) -> str:
        # Django escapes a title for RSS, and its writer of XML does so once more.
        return mark_safe(without_emails(item.name))  # noqa: S308

    def item_description(self, item: CitizenProject) -> str:
        return mark_safe(without_emails(item.summary))  # noqa: S308

    def item_link(self, item: CitizenProject) -> str:
        return address_of(item)

    def item_guid(self, item: CitizenProject) -> str:
        """Stays when a project gets another name."""
        return f"tag:{licence.host()},2026:projet:{item.pk}"

    def item_pubdate(self, item: CitizenProject) -> Any:
        return item.first_published_at or item.last_published_at

    def item_updateddate(self, item: CitizenProject) -> Any:
        return item.last_published_at

    def item_categories(self, item: CitizenProject) -> list[str]:
        return [cause.name_fr for cause in item.causes.all()]

    def item_extra_kwargs(self, item: CitizenProject) -> dict[str, str]:
        point = item.point
        return {"point": f"{point.lat:.6f} {point.lon:.6f}" if point else ""}


@open_data
def projects_atom(request: HttpRequest) -> HttpResponseBase:
    keys = newest(wanted_in(request.GET), limit=SHOWN)
    there = CitizenProject.objects.live().filter(pk__in=keys).order_by().values_list("pk", "changed_at")
    query = request.META.get("QUERY_STRING", "")

    def make() -> bytes:
        found = CitizenProject.objects.live().for_cards().in_bulk(keys)
        feed = NewestProjects([found[key] for key in keys if key in found], here=f"?{query}" if query else "")
        return feed.get_feed(None, request).writeString("utf-8")

    return unless_known(request, [keys, sorted(there)], make, kind="application/atom+xml; charset=utf-8")
