"""A holder accepts, with one click, what a class proposes to correct. Who of the class, nobody says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cms.holding.views import EntryView
from investigations.actions.wish import accept_wish, drop_wish


class WishesView(EntryView):
    template_name = "cms/holding/wishes.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        wishes = self.project.wishes.select_related("project")
        return self.page(waiting=wishes.waiting(), noted=wishes.noted())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        accepts = "accept" in request.POST
        asked = request.POST.get("accept" if accepts else "drop", "")
        wishes = self.project.wishes.select_related("project")
        wish = get_object_or_404(wishes, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
        if not accepts:
            drop_wish(wish=wish)
            said = _("C’est classé.")
        elif accept_wish(wish=wish):
            said = _("Merci : la fiche est changée.")
        else:
            said = _("C’est noté : changez la fiche, puis appuyez sur « C’est fait ».")
        self.back(said)
        return redirect("holder_wishes", self.project.pk)
