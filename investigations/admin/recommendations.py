"""What projects say of each other, for editors: to read and to remove; their group may not write in others' names."""

from typing import ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from investigations.directory.models import Recommendation


class RecommendationViewSet(SnippetViewSet):
    model = Recommendation
    icon = "comment"
    menu_label = _("Recommandations")
    menu_order = 207
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display: ClassVar = ["giver", "receiver", "words", "given_at", "hidden_at"]
    inspect_view_fields: ClassVar = ["giver", "receiver", "words", "given_at", "hidden_at"]
    ordering: ClassVar = ["-given_at"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Recommendation]":
        return Recommendation.objects.said().select_related("giver", "receiver")
