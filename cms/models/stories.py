from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import StoryBlocks
from classrooms.models import Classroom
from investigations.directory.models import CitizenProject
from investigations.models import Investigation


class StoryPage(Page):
    """A vetted story of a class about a project."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="stories", editable=False)
    introduction = models.TextField(_("chapeau"), max_length=500, blank=True)
    body = StreamField(StoryBlocks(), verbose_name=_("récit"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    parent_page_types: ClassVar = ["cms.ClassroomPage"]
    subpage_types: ClassVar = []
    is_creatable = False

    class Meta:
        verbose_name = _("récit")
        verbose_name_plural = _("récits")

    @property
    def project(self) -> CitizenProject:
        return self.investigation.project

    @property
    def classroom(self) -> Classroom:
        return self.investigation.classroom
