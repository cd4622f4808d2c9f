"""What neighbours offer to who keeps the entry: read, answered by e-mail, deleted, or blocked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from cms.holding.views import EntryView
from cms.projects.helping import AnswerForm
from cms.quotas import has_turn
from investigations.directory.actions.offer_help import (
    answer_offer,
    block_helper,
    delete_offer,
    read_offer,
    take_offers,
)
from investigations.directory.models import HelpOffer
from investigations.directory.offer_tasks import OFFERS_KEPT

ANSWERS_AN_HOUR = 30


class HelpView(EntryView):
    template_name = "cms/holding/help.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(offers=self.project.offers.heard(), days=OFFERS_KEPT.days)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        takes = request.POST.get("takes") == "1"
        take_offers(holder=self.holder, takes=takes)
        self.back(_("Vous recevrez les propositions d’aide.") if takes
                  else _("Vous ne recevrez plus de propositions d’aide."))  # fmt: skip
        return redirect("holder_help", self.project.pk)


class HelpOneView(EntryView):
    template_name = "cms/holding/help_one.html"

    @cached_property
    def offer(self) -> HelpOffer:
        return get_object_or_404(self.project.offers.heard(), pk=self.kwargs["offer"])

    def get(self, request: HttpRequest, pk: int, offer: int) -> HttpResponse:
        response = self._page(AnswerForm())
        read_offer(offer=self.offer)
        return response

    def post(self, request: HttpRequest, pk: int, offer: int) -> HttpResponse:
        if "delete" in request.POST:
            delete_offer(offer=self.offer)
            return self._to_offers(_("La proposition est effacée, et l’adresse avec elle."))
        if "block" in request.POST or "report" in request.POST:
            report = "report" in request.POST
            block_helper(offer=self.offer, report=report)
            return self._to_offers(_("C’est signalé à la Rédaction, et cette personne ne vous écrira plus par ici.")
                                   if report else _("Cette personne ne vous écrira plus par ici."))  # fmt: skip
        form = AnswerForm(request.POST)
        if form.is_valid() and not has_turn("help-answers", self.email, at_most=ANSWERS_AN_HOUR):
            form.add_error(None, _("Beaucoup de lettres sont déjà parties. Essayez encore dans une heure."))
        if not form.is_valid():
            return self._page(form)
        try:
            answer_offer(offer=self.offer, words=form.cleaned_data["words"])
        except Refusal as refusal:
            form.add_error("words", str(refusal))
            return self._page(form)
        return self._to_offers(_("Votre réponse vient de partir par e-mail."))

    def _page(self, form: AnswerForm) -> HttpResponse:
        return self.page(form=form, offer=self.offer, answers=self.offer.answers.all())

    def _to_offers(self, words: str) -> HttpResponse:
        self.back(words)
        return redirect("holder_help", self.project.pk)
