import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StructValue
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet, WorkflowState
from wagtail.search import index

from classrooms.errors import Refusal
from classrooms.models import Classroom
from classrooms.roster.text import plain
from cms.blocks import CorrectionBlocks, StoryBlocks, photo_key
from cms.forms import StoryForm
from cms.models.images import PublicImage
from cms.models.newspapers import Newspaper
from cms.models.publication import RefusedAlone, tells
from cms.panels import StoryNumberPanel
from cms.stories.consents import Missing, Review, in_words
from cms.stories.texts import photos_of, texts_of
from investigations.directory.models import Cause, CitizenProject
from investigations.models import Investigation, Photo

LONGEST_REPLY = 1500


class StoryQuerySet(PageQuerySet):
    def for_cards(self) -> "StoryQuerySet":
        """Published stories, newest first, with all that a card shows: the cost does not grow with their number."""
        return (
            self.live()
            .public()
            .order_by("-first_published_at", "-pk")
            .select_related("investigation__project", "investigation__classroom__school")
            .prefetch_related("public_images__renditions")
        )

    def about(self, project: CitizenProject) -> "StoryQuerySet":
        return self.filter(investigation__project=project)

    def of_cause(self, cause: Cause) -> "StoryQuerySet":
        return self.filter(investigation__project__causes=cause)

    def with_workflow_status(self) -> "StoryQuerySet":
        """``workflow_status`` is None outside of a workflow. Wagtail's prefetch finds nothing for a page's subclass."""
        states = WorkflowState.objects.active().filter(
            content_type=ContentType.objects.get_for_model(StoryPage),
            object_id=Cast(models.OuterRef("pk"), models.CharField()),
        )
        return self.annotate(workflow_status=models.Subquery(states.values("status")[:1]))


class StoryPage(RefusedAlone, Page):
    """A vetted story of a class about a project."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="stories", editable=False)
    introduction = models.TextField(gettext_lazy("chapeau"), max_length=500, blank=True)
    body = StreamField(StoryBlocks(), verbose_name=gettext_lazy("récit"), blank=True)
    corrections = StreamField(
        CorrectionBlocks(), verbose_name=gettext_lazy("corrections"), blank=True,
        help_text=gettext_lazy("Elles paraissent à la fin du récit, avec leur date. Corrigez aussi le texte."),
    )  # fmt: skip
    # What who holds the project answers, word for word: it comes in from their space (actions.reply_to_story).
    reply = models.TextField(gettext_lazy("réponse du projet"), max_length=LONGEST_REPLY, blank=True)
    reply_on = models.DateField(gettext_lazy("réponse reçue le"), null=True, blank=True)

    base_form_class = StoryForm
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("corrections"),
        FieldPanel("reply", read_only=True),
        StoryNumberPanel(),
    ]
    objects = PageManager.from_queryset(StoryQuerySet)()

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("corrections"),
        index.SearchField("reply"),
        index.SearchField("without_accents"),
    ]
    parent_page_types: ClassVar = ["cms.ClassroomPage"]
    subpage_types: ClassVar = []
    is_creatable = False

    class Meta:
        verbose_name = gettext_lazy("récit")
        verbose_name_plural = gettext_lazy("récits")

    def without_accents(self) -> str:
        """PostgreSQL's search does not fold by itself, and none takes œ for oe."""
        unread = {"slug", "seo_title", "search_description"}
        return plain(" ".join(text.text for text in texts_of(self) if text.field not in unread))

    @property
    def project(self) -> CitizenProject:
        return self.investigation.project

    @property
    def classroom(self) -> Classroom:
        return self.investigation.classroom

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.stories.reading import context_of

        return super().get_context(request, *args, **kwargs) | context_of(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish ends here: a live story takes its photos' images along, or is refused whole."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._check_place()
            if self.live and tells(kwargs.get("update_fields")):
                self.check_publishable()
                PublicImage.objects.follow(self)
                Newspaper.objects.showing(self).withdraw()
                self._open_class_page()

    def can_move_to(self, parent: Page) -> bool:
        """The private pictures of a class are for those who write on its page: its stories stay there."""
        return super().can_move_to(parent) and self._belongs_under(parent)

    def _belongs_under(self, parent: Page) -> bool:
        return getattr(parent.specific, "classroom_id", None) == self.investigation.classroom_id

    def _check_place(self) -> None:
        if not self._belongs_under(self.get_parent()):
            raise Refusal(_("Un récit reste sur la page de sa classe."), code="other_class")

    def _open_class_page(self) -> None:
        """A class is before the public from its first story on."""
        page = self.get_parent().specific
        if not page.live:
            page.open_to_public()

    def check_publishable(self) -> None:
        """Raise Refusal, in words that name each place and what it lacks, when this version may not be public."""
        if missing := self.missing():
            reasons = in_words(missing)
            raise Refusal(
                _("Ce récit ne peut pas paraître. %(reasons)s.") % {"reasons": reasons[:1].upper() + reasons[1:]},
                code="not_publishable",
                story=self.pk,
            )

    def missing(self) -> list[Missing]:
        """What keeps this version from the public: photos, faces, texts and names without a consent."""
        return Review(self).missing()

    def drop_blocks(self, unwanted: Callable[[Any], bool]) -> int:
        """Take blocks out of the body in memory; says how many."""
        places = [place for place, block in enumerate(self.body) if unwanted(block)]
        for place in reversed(places):
            del self.body[place]
        return len(places)

    @property
    def tells_something(self) -> bool:
        return any(block.block_type in {"paragraph", "quote", "photo", "gallery"} for block in self.body)

    def photo_blocks(self) -> "list[tuple[uuid.UUID | None, StructValue]]":
        """A draft may have a block whose photo is still to be chosen."""
        return [(photo_key(block.value["photo"]), block.value) for _place, block in photos_of(self)]

    def photo_alts(self) -> dict[uuid.UUID, str]:
        """Photos in the body, in order, each with its first alternative text."""
        alts: dict[uuid.UUID, str] = {}
        for photo, value in self.photo_blocks():
            if photo:
                alts.setdefault(photo, value["alt"])
        return alts

    def publishable_photos(self) -> dict[uuid.UUID, Photo]:
        """Those of the body that are cleared, unopposed and of this story's own investigation."""
        mine = Photo.objects.publishable().filter(assignment__investigation=self.investigation_id)
        return mine.in_bulk(self.photo_alts().keys())
