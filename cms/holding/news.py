"""Which letters a holder gets: those about the entry always, those about what happens around it as they like."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cms.holding.views import EntryView
from investigations.directory.actions.change_holders import hear_news


class NewsView(EntryView):
    template_name = "cms/holding/news.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        hears = request.POST.get("hears") == "1"
        hear_news(holder=self.holder, hears=hears)
        return self.back(_("Vous recevrez les nouvelles.") if hears else _("Vous ne recevrez plus les nouvelles."))
