import uuid
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from classrooms.errors import Refusal
from classrooms.models import Classroom
from cms.blocks import StoryBlocks
from cms.models.images import PublicImage
from investigations.directory.models import Cause, CitizenProject
from investigations.models import Investigation, Photo


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


class StoryPage(Page):
    """A vetted story of a class about a project."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="stories", editable=False)
    introduction = models.TextField(gettext_lazy("chapeau"), max_length=500, blank=True)
    body = StreamField(StoryBlocks(), verbose_name=gettext_lazy("récit"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    objects = PageManager.from_queryset(StoryQuerySet)()

    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar = ["cms.ClassroomPage"]
    subpage_types: ClassVar = []
    is_creatable = False

    class Meta:
        verbose_name = gettext_lazy("récit")
        verbose_name_plural = gettext_lazy("récits")

    @property
    def project(self) -> CitizenProject:
        return self.investigation.project

    @property
    def classroom(self) -> Classroom:
        return self.investigation.classroom

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish ends here: a live story takes its photos' images along, or is refused whole."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            if self.live:
                self.check_publishable()
                PublicImage.objects.follow(self)
                self._open_class_page()

    def _open_class_page(self) -> None:
        """A class is before the public from its first story on."""
        page = self.get_parent().specific
        if not page.live:
            page.save_revision(clean=False).publish()

    def check_publishable(self) -> None:
        """Raise Refusal, in words that name each photo, when this body may not be public."""
        cleared, wrong = self.publishable_photos(), []
        photos = [block.value for block in self.body if block.block_type == "photo"]
        for number, value in enumerate(photos, start=1):
            if uuid.UUID(str(value["photo"])) not in cleared:
                wrong.append(_("la photo %(number)d n’est pas validée, ou un élève s’y oppose") % {"number": number})
            elif not value["alt"].strip():
                wrong.append(_("la photo %(number)d n’a pas de texte pour qui ne la voit pas") % {"number": number})
        if wrong:
            raise Refusal(
                _("Ce récit ne peut pas paraître : %(reasons)s.") % {"reasons": " ; ".join(wrong)},
                code="not_publishable",
            )

    def photo_alts(self) -> dict[uuid.UUID, str]:
        """Photos in the body, in order, each with its first alternative text."""
        alts: dict[uuid.UUID, str] = {}
        for block in self.body:
            if block.block_type == "photo":
                alts.setdefault(uuid.UUID(str(block.value["photo"])), block.value["alt"])
        return alts

    def publishable_photos(self) -> dict[uuid.UUID, Photo]:
        """Those of the body that are cleared, unopposed and of this story's own investigation."""
        mine = Photo.objects.publishable().filter(assignment__investigation=self.investigation_id)
        return mine.in_bulk(self.photo_alts().keys())
