"""What editors often say when they give an entry back: theirs to change, to add to and to put in order."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from investigations.directory.models import CannedReason


class CannedReasonViewSet(ModelViewSet):
    model = CannedReason
    name = "reasons"
    url_prefix = "annuaire/motifs"
    icon = "edit"
    menu_label = _("Motifs tout prêts")
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    list_display: ClassVar = ["text_fr", "text_en"]
    search_fields: ClassVar = ["text_fr", "text_en"]
    search_backend_name = None
    panels: ClassVar = [
        FieldPanel("text_fr", help_text=_("Dites ce qui manque et ce que l’on peut faire, comme à un voisin.")),
        FieldPanel("text_en"),
    ]


reasons = CannedReasonViewSet()
