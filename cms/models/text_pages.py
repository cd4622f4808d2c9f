"""Texts that stand for long: the legal notice, the notices about data, and what editors add beside them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from classrooms.roster.text import plain
from cms.front_page.blocks import FrontBlocks
from cms.models.legal import LegalSettings
from cms.models.standing import StandingWords
from cms.panels import NamesNobodyPanel
from cms.rich_text import FEATURES, CleanRichTextField


class TextQuerySet(PageQuerySet):
    def standing(self) -> "TextQuerySet":
        """The public ones that the site itself leads to."""
        return self.live().exclude(role="").order_by("path")


class TextPage(StandingWords, Page):
    WORDS: ClassVar = (*StandingWords.PAGE_WORDS, "introduction", "body", "parts")

    class Role(models.TextChoices):
        """What the site itself leads to, wherever editors move it and whatever they call it."""

        LEGAL = "legal", _("Mentions légales")
        PUPILS = "pupils", _("Élèves")
        PARENTS = "parents", _("Parents")
        HOLDERS = "holders", _("Porteurs de projet")

    role = models.CharField(max_length=8, choices=Role, blank=True, editable=False)
    introduction = models.TextField(_("chapeau"), max_length=500, blank=True)
    body = CleanRichTextField(_("texte"), features=["h2", "h3", *FEATURES], blank=True)

    parts = StreamField(FrontBlocks(), verbose_name=_("sous le texte"), blank=True)

    objects = PageManager.from_queryset(TextQuerySet)()

    content_panels: ClassVar = [
        NamesNobodyPanel("names_nobody"),
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("parts"),
    ]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("without_accents"),
    ]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = []
    # A copy is another text: the site goes on leading to the first one.
    exclude_fields_in_copy: ClassVar = ["role"]

    class Meta:
        verbose_name = _("page de texte")
        verbose_name_plural = _("pages de texte")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["role"], condition=~Q(role=""), name="one_text_for_each_role")
        ]

    def with_content_json(self, content: Any) -> "TextPage":
        """An earlier draft, even one that was copied from another page, gives no role and takes none."""
        page: TextPage = super().with_content_json(content)
        page.role = self.role
        return page

    def without_accents(self) -> str:
        return plain(" ".join([self.title, self.introduction, strip_tags(self.body.replace("<", " <"))]))

    @property
    def is_notice(self) -> bool:
        """Whether it tells somebody what becomes of their data."""
        return bool(self.role) and self.role != self.Role.LEGAL

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs) | {"shown": set()}
        return context | {"legal": LegalSettings.load(request)} if self.role else context
