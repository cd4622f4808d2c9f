"""Links in rich text are kept by a page's number, and anybody can type one: only what is public gets its address."""

from typing import Any

from django.db.models import Model
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler


class PublicPageLinkHandler(PageLinkHandler):
    """On a page: a link to a draft leads nowhere until the draft is published."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Model]:
        return [page if page and page.live else None for page in super().get_many(attrs_list)]


class PublicPageLinkElementHandler(PageLinkElementHandler):
    """In the editor: the number stays, as Wagtail keeps a broken link."""

    def get_attribute_data(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if Page.objects.live().filter(pk=attrs["id"]).exists():
            return super().get_attribute_data(attrs)
        return {"id": int(attrs["id"]), "url": None, "parentId": None}


def link_to_public_pages(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    # Changed where it stands: asking for the rule now would register everything once more.
    rule = features.converter_rules_by_converter["contentstate"]["link"]["from_database_format"]
    rule['a[linktype="page"]'] = PublicPageLinkElementHandler("LINK")
