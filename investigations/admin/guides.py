"""Guides, kept by editors; an investigation that has opened keeps the questions it opened with."""

from typing import Any, ClassVar

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from investigations.models import Guide


class GuideIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Guide]:
        return super().get_base_queryset().annotate(investigation_count=Count("investigations"))


class GuideViewSet(SnippetViewSet):
    model = Guide
    icon = "list-ol"
    menu_label = _("Guides d’enquête")
    menu_order = 210
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = GuideIndexView
    list_display: ClassVar[list[Any]] = ["title", Column("investigation_count", label=_("Enquêtes"))]
    panels: ClassVar = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel(
            "questions",
            help_text=_("Les enquêtes déjà ouvertes gardent les questions qu’elles avaient : rien n’y change."),
        ),
    ]
