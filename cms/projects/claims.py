"""“This is my project”: from the page of an entry that nobody keeps, without an account, to the editors."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.models import LegalSettings
from cms.strangers import StrangersForm, StrangersView
from investigations.directory.actions.settle_requests import claim_entry
from investigations.directory.models import CitizenProject


class ClaimForm(StrangersForm):
    name = forms.CharField(
        label=gettext_lazy("Votre nom"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Écrivez votre nom.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("Si la Rédaction dit oui, une lettre y arrive : avec elle vous tiendrez la fiche."),
        error_messages={"required": gettext_lazy("Écrivez votre adresse e-mail.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Comment la Rédaction peut-elle voir que c’est votre projet ?"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Par exemple : votre rôle, ou la page où votre nom est écrit."),
        error_messages={"required": gettext_lazy("Écrivez quelques mots.")},
    )  # fmt: skip


class ClaimView(StrangersView):
    template_name = "cms/claim.html"
    form_class = ClaimForm
    success_url = reverse_lazy("claim_sent")
    kind = "claim"

    @cached_property
    def about(self) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.live(), slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held, editors = self.about.holders.confirmed().exists(), LegalSettings.load().email
        return super().get_context_data(project=self.about, held=held, editors=editors, **kwargs)

    def keep(self, said: dict[str, Any]) -> None:
        claim_entry(project=self.about, **said)


class ClaimSentView(TemplateView):
    template_name = "cms/claim_sent.html"
