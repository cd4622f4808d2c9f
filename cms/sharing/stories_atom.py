"""New stories for readers of feeds: all, or by cause, by place, of a class.

Titles and openings only: what is taken back on the site must not live on in every reader's copy.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cms.models import ClassroomPage, StoryIndexPage, StoryPage
from cms.open_data.atom import PlacedAtom
from cms.open_data.licence import SOURCE, host, whole
from cms.projects.picturing import A_MOMENT
from cms.stories.listing import StoryChoice

SHOWN = 30


class NewestStories(Feed[StoryPage, StoryPage]):
    feed_type = PlacedAtom
    author_name = SOURCE

    def __init__(self, stories: Sequence[StoryPage], *, title: str, page: str, query: str) -> None:
        self.stories, self.title, self.page, self.query = stories, title, page, query

    def link(self) -> str:
        return whole(self.page)

    def feed_url(self) -> str:
        return whole(reverse("stories_atom") + self.query)

    def feed_guid(self) -> str:
        return self.feed_url()

    def items(self) -> Sequence[StoryPage]:
        return self.stories

    def item_title(self, item: StoryPage) -> SafeString:
        # Django escapes a title for RSS, and its writer of XML does so once more.
        return mark_safe(item.title)  # noqa: S308

    def item_description(self, item: StoryPage) -> SafeString:
        return mark_safe(item.introduction)  # noqa: S308

    def item_link(self, item: StoryPage) -> str:
        return whole(item.url)

    def item_guid(self, item: StoryPage) -> str:
        """Stays when a story gets another title."""
        return f"tag:{host()},2026:recit:{item.pk}"

    def item_author_name(self, item: StoryPage) -> str:
        return f"{item.classroom.name}, {item.classroom.school.name}"

    def item_pubdate(self, item: StoryPage) -> Any:
        return item.first_published_at

    def item_updateddate(self, item: StoryPage) -> Any:
        return item.last_published_at

    def item_categories(self, item: StoryPage) -> list[str]:
        return [cause.name_fr for cause in item.project.causes.all()]

    def item_extra_kwargs(self, item: StoryPage) -> dict[str, str]:
        point = item.project.point
        return {"point": f"{point.lat:.6f} {point.lon:.6f}" if point else ""}


@require_safe
def stories_atom(request: HttpRequest) -> HttpResponseBase:
    """``?cause=&lieu=&annee=&mois=`` as in the list, ``?classe=`` with the key of a class's page."""
    with override("fr"):
        feed = _asked(request)
        content = feed.get_feed(None, request).writeString("utf-8")
    etag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(content, feed.feed_type.content_type)
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=A_MOMENT)
    return response


def _asked(request: HttpRequest) -> NewestStories:
    stories = StoryPage.objects.for_cards().prefetch_related("investigation__project__causes")
    key = request.GET.get("classe", "")
    if key:
        pages = ClassroomPage.objects.live().public().select_related("classroom__school")
        page = get_object_or_404(pages, pk=int(key) if key.isdecimal() and len(key) < 10 else 0)
        title = _("Cap ou pas cap : les récits de la classe %(name)s") % {"name": page.classroom.name}
        return NewestStories(
            stories.descendant_of(page)[:SHOWN], title=title, page=page.url, query=f"?classe={page.pk}"
        )
    choice = StoryChoice.in_address(request.GET)
    index = StoryIndexPage.objects.live().first()
    return NewestStories(
        choice.of(stories)[:SHOWN],
        title=_("Cap ou pas cap : les récits"),
        page=(index.url if index else "/") + (choice.address() if choice.narrows else ""),
        query=choice.address() if choice.narrows else "",
    )
