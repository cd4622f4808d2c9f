"""The standing pages of the site. They are founded once (actions.found_site); classes bring their own page."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from classrooms.models import Classroom

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class HomePage(Page):
    motto = models.CharField(_("devise"), max_length=160, blank=True)
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("motto"), FieldPanel("introduction")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["cms.StoryIndexPage", "cms.ClassroomIndexPage"]
    max_count = 1

    class Meta:
        verbose_name = _("accueil")


class StoryIndexPage(Page):
    introduction = models.CharField(_("introduction"), max_length=250, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = []
    max_count = 1

    class Meta:
        verbose_name = _("tous les récits")


class ClassroomIndexPage(Page):
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.ClassroomPage"]
    max_count = 1

    class Meta:
        verbose_name = _("toutes les classes")


class ClassroomPage(Page):
    """A class before the public: made with the class, public from its first story on."""

    classroom = models.OneToOneField(Classroom, models.PROTECT, related_name="page", editable=False)
    introduction = models.TextField(_("la classe se présente"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("introduction")]
    parent_page_types: ClassVar = ["cms.ClassroomIndexPage"]
    subpage_types: ClassVar = ["cms.StoryPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("page de classe")
        verbose_name_plural = _("pages de classe")
