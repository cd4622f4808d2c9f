"""“I can help”: a form on its own page, a code by e-mail, a page of one's own to go on with. No account, no script."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from classrooms.errors import Refusal
from cms.quotas import has_turn
from cms.registering.forms import CodeForm
from cms.strangers import StrangersForm, StrangersView
from investigations.directory.actions.offer_help import (
    check_no_link,
    delete_offer,
    offer_help,
    prove_offer,
    send_another_code,
    takes_offers,
    write_back,
)
from investigations.directory.models import CitizenProject, HelpOffer

CODES_AN_ADDRESS = 5
NEEDS = {"hands": "needs_hands", "things": "needs_things", "money": "needs_money"}


class HelpForm(StrangersForm):
    brings = forms.MultipleChoiceField(
        label=gettext_lazy("Qu’apportez-vous ?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez au moins une case.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Votre message"), max_length=1000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Mille signes au plus. Pas de lien."),
        error_messages={"required": gettext_lazy("Écrivez quelques mots.")},
    )  # fmt: skip
    moment = forms.CharField(
        label=gettext_lazy("Quand pouvez-vous ?"), max_length=120, required=False,
        help_text=gettext_lazy("Par exemple : le samedi matin, à partir de mars."),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Votre prénom, ou votre nom"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Écrivez comment vous appeler.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("Un code y arrive, puis la réponse. Le projet ne la voit pas."),
        error_messages={"required": gettext_lazy("Écrivez votre adresse e-mail.")},
    )  # fmt: skip

    def __init__(self, *args: Any, project: CitizenProject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brings"].choices = [
            (value, f"{label} : {need}" if (need := getattr(project, NEEDS.get(value, ""), "")) else label)
            for value, label in HelpOffer.Brings.choices
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("name", "moment", "words"):
            try:
                check_no_link(cleaned.get(name) or "")
            except Refusal as refusal:
                self.add_error(name, str(refusal))
        return cleaned


class HelpView(StrangersView):
    template_name = "cms/helping/offer.html"
    form_class = HelpForm
    kind = "help"

    @cached_property
    def about(self) -> CitizenProject:
        """Where nobody takes offers there is no such page."""
        project = get_object_or_404(CitizenProject.objects.live(), slug=self.kwargs["slug"])
        if not takes_offers(project):
            raise Http404
        return project

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.about}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.about, **kwargs)

    def get_success_url(self) -> str:
        """A program is told the same, and led nowhere."""
        offer: HelpOffer | None = getattr(self, "offer", None)
        return reverse("help_code", args=[offer.door_token]) if offer else str(self.about.get_absolute_url())

    def keep(self, said: dict[str, Any]) -> None:
        if not has_turn("help-code-to", said["email"], at_most=CODES_AN_ADDRESS):
            raise Refusal(_("Beaucoup de codes sont déjà partis. Essayez encore dans une heure."), code="codes")
        self.offer = offer_help(project=self.about, **said)


class KeptPrivate(View):
    """The address is a key: it is told to no other page, and stays in no cache."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response


class HelpCodeView(KeptPrivate):
    @cached_property
    def offer(self) -> HelpOffer:
        return get_object_or_404(HelpOffer.objects.by_door(self.kwargs["token"]).select_related("project"))

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(CodeForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if "again" in request.POST:
            return self._again()
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            offer = prove_offer(offer=self.offer, code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", str(refusal))
            return self._page(form)
        return redirect(reverse("help_thread", args=[offer.link_token]) + "?merci=1")

    def _again(self) -> HttpResponse:
        form = CodeForm({})
        form.errors.clear()
        if not has_turn("help-code-to", self.offer.email, at_most=CODES_AN_ADDRESS):
            form.add_error(None, _("Beaucoup de codes sont déjà partis. Essayez encore dans une heure."))
            return self._page(form)
        send_another_code(offer=self.offer)
        return self._page(CodeForm(), again=True)

    def _page(self, form: CodeForm, *, again: bool = False) -> HttpResponse:
        return render(self.request, "cms/helping/code.html", {"form": form, "offer": self.offer, "again": again})


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Votre réponse"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Mille signes au plus. Pas de lien. Votre adresse ne part pas avec."),
        error_messages={"required": gettext_lazy("Écrivez quelques mots.")},
    )  # fmt: skip


class HelpThreadView(KeptPrivate):
    """Of who has the link in the letter: what was said, one's own answer, and a way to delete it all."""

    @cached_property
    def offer(self) -> HelpOffer:
        return get_object_or_404(HelpOffer.objects.by_link(self.kwargs["token"]).select_related("project"))

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(AnswerForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        offer = self.offer
        if "delete" in request.POST:
            delete_offer(offer=offer)
            return render(request, "cms/helping/deleted.html", {"project": offer.project})
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            write_back(offer=offer, words=form.cleaned_data["words"])
        except Refusal as refusal:
            form.add_error("words", str(refusal))
            return self._page(form)
        return redirect(request.path + "?parti=1")

    def _page(self, form: AnswerForm) -> HttpResponse:
        answers = list(self.offer.answers.all())
        context = {
            "form": form, "offer": self.offer, "project": self.offer.project, "answers": answers,
            "answered": any(one.from_holder for one in answers),
            "thanks": "merci" in self.request.GET, "sent": "parti" in self.request.GET,
        }  # fmt: skip
        return render(self.request, "cms/helping/thread.html", context)
