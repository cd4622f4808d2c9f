"""What classes propose to correct: a teacher passes it on from a report, an editor accepts it or lets it be."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from classrooms.admin.base import perform
from investigations.actions.wish import accept_wish, drop_wish
from investigations.admin.base import FieldView
from investigations.models import Wish

SHOWN = 200


class WishesView(FieldView):
    template_name = "investigations/admin/wishes.html"
    page_title = gettext_lazy("Propositions des classes")
    header_icon = "comment"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_editor:
            raise Http404

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wishes = Wish.objects.visible_to(self.request.user).select_related("project").order_by("made_at", "pk")
        waiting, noted = wishes.waiting()[:SHOWN], wishes.noted()[:SHOWN]
        return super().get_context_data(waiting=waiting, noted=noted, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        perform(request, lambda: self._settle(request))
        return redirect("wishes")

    def _settle(self, request: HttpRequest) -> str:
        name = "accept" if "accept" in request.POST else "drop"
        asked = request.POST.get(name, "")
        wishes = Wish.objects.visible_to(request.user).select_related("project")
        wish = get_object_or_404(wishes, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
        if name == "drop":
            drop_wish(wish=wish, by=request.user)
            return _("C’est classé.")
        changed = accept_wish(wish=wish, by=request.user)
        return _("La fiche est changée.") if changed else _("C’est noté, à changer à la main.")


class EditorMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_editor)


def wishes_item() -> Any:
    return EditorMenuItem(_("Propositions"), reverse("wishes"), icon_name="comment", order=206)
