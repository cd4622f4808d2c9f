"""The standing pages of the site. They are founded once (actions.found_site); classes bring their own page."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from classrooms.errors import Refusal
from classrooms.models import Classroom
from classrooms.roster.text import plain
from cms.forms import ClassroomPageForm
from cms.front_page.blocks import FIRST, FrontBlocks
from cms.models.publication import RefusedAlone, tells
from cms.models.standing import StandingWords
from cms.models.stories import StoryPage
from cms.panels import NamesNobodyPanel
from cms.rich_text import FEATURES, CleanRichTextField
from cms.stories.consents import named_in, names_refused

A_PAGE = 12


class HomePage(StandingWords, Page):
    WORDS: ClassVar = (*StandingWords.PAGE_WORDS, "motto", "introduction", "body")

    motto = models.CharField(_("devise"), max_length=160, blank=True)
    introduction = CleanRichTextField(_("introduction"), features=FEATURES, blank=True)
    body = StreamField(FrontBlocks(), verbose_name=_("parties de la page"), blank=True)

    content_panels: ClassVar = [
        NamesNobodyPanel("names_nobody"), *Page.content_panels, FieldPanel("motto"), FieldPanel("body"),
        FieldPanel("introduction"),
    ]  # fmt: skip
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["cms.StoryIndexPage", "cms.ClassroomIndexPage", "cms.TextPage"]
    max_count = 1

    class Meta:
        verbose_name = _("accueil")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        parts = self.body or self.body.stream_block.normalize(FIRST)
        return super().get_context(request, *args, **kwargs) | {"parts": parts, "shown": set()}


class StoryIndexPage(StandingWords, Page):
    WORDS: ClassVar = (*StandingWords.PAGE_WORDS, "introduction", "body")

    introduction = models.CharField(_("introduction"), max_length=250, blank=True)
    body = StreamField(FrontBlocks(), verbose_name=_("sous la liste"), blank=True)

    content_panels: ClassVar = [
        NamesNobodyPanel("names_nobody"), *Page.content_panels, FieldPanel("introduction"), FieldPanel("body"),
    ]  # fmt: skip
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = []
    max_count = 1

    class Meta:
        verbose_name = _("tous les récits")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.stories.listing import StoryChoice

        choice = StoryChoice.in_address(request.GET)
        stories = Paginator(choice.of(StoryPage.objects.for_cards()), A_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {
            "stories": stories,
            "choice": choice,
            "ways": choice.ways(StoryPage.objects.live().public()),
            "shown": {story.pk for story in stories},
        }


class ClassroomIndexPage(StandingWords, Page):
    WORDS: ClassVar = (*StandingWords.PAGE_WORDS, "body")

    body = StreamField(FrontBlocks(), verbose_name=_("sous la liste"), blank=True)

    content_panels: ClassVar = [NamesNobodyPanel("names_nobody"), *Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.ClassroomPage"]
    max_count = 1

    class Meta:
        verbose_name = _("toutes les classes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        pages = ClassroomPage.objects.live().public().select_related("classroom__school")
        return super().get_context(request, *args, **kwargs) | {
            "classrooms": pages.order_by("title", "pk"), "shown": set(),
        }  # fmt: skip


class ClassroomPage(RefusedAlone, Page):
    """A class before the public: made with the class, public from its first story on."""

    # Its title is the name of the class.
    WORDS: ClassVar = ("introduction", "seo_title", "search_description")

    classroom = models.OneToOneField(Classroom, models.PROTECT, related_name="page", editable=False)
    introduction = models.TextField(_("la classe se présente"), blank=True)

    base_form_class = ClassroomPageForm
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    search_fields: ClassVar = [
        *Page.search_fields, index.SearchField("introduction"), index.SearchField("without_accents"),
    ]  # fmt: skip
    parent_page_types: ClassVar = ["cms.ClassroomIndexPage"]
    subpage_types: ClassVar = ["cms.StoryPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("page de classe")
        verbose_name_plural = _("pages de classe")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish ends here: while it names a pupil, it is refused whole."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.live and tells(kwargs.get("update_fields")):
                self.check_publishable()

    def without_accents(self) -> str:
        return plain(f"{self.title} {self.introduction}")

    def check_publishable(self) -> None:
        if names := named_in(self.classroom, "\n".join(getattr(self, field) for field in self.WORDS)):
            raise Refusal(names_refused(names), code="names_pupils")

    def open_to_public(self) -> None:
        """With the first story, which doesn't wait for words about the class: those that name a pupil stay a draft."""
        draft = self.get_latest_revision_as_object()
        kept = {field: getattr(draft, field) for field in self.WORDS}
        for field in self.WORDS:
            if named_in(self.classroom, getattr(self, field)):
                setattr(self, field, "")
        self.save_revision(clean=False).publish()
        public = ClassroomPage.objects.get(pk=self.pk)
        if any(getattr(public, field) != words for field, words in kept.items()):
            for field, words in kept.items():
                setattr(public, field, words)
            public.save_revision(clean=False)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.classes import going_on

        stories = list(StoryPage.objects.for_cards().descendant_of(self))
        return super().get_context(request, *args, **kwargs) | {
            "stories": stories, "going_on": going_on(self.classroom, stories),
            "newspapers": self.classroom.newspapers.public().order_by("-number", "-made_at"),
        }  # fmt: skip
