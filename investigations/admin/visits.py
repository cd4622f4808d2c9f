"""Open visits of all projects, kept by editors beside who holds the entry."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from investigations.directory.models import OpenVisit


class OpenVisitViewSet(SnippetViewSet):
    model = OpenVisit
    icon = "date"
    menu_label = _("Visites ouvertes")
    menu_order = 205
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar = ["project", "starts_at", "ends_at", "words"]
    ordering: ClassVar = ["-starts_at"]
    list_per_page = 50
    panels: ClassVar = [
        FieldPanel("project"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("words"),
        FieldPanel("place"),
    ]
