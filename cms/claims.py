"""“This is my project”: from the page of an entry that nobody keeps, without an account, to the editors."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from classrooms.errors import Refusal
from cms.quotas import has_turn, network_of
from investigations.directory.actions.settle_requests import claim_entry
from investigations.directory.models import CitizenProject

AT_MOST = 10


class ClaimForm(forms.Form):
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
    # A person doesn't see it; a program fills it in.
    website = forms.CharField(required=False, label=gettext_lazy("Laissez ce champ vide"))


class ClaimView(FormView[ClaimForm]):
    template_name = "cms/claim.html"
    form_class = ClaimForm
    success_url = reverse_lazy("claim_sent")

    @cached_property
    def project(self) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.live(), slug=self.kwargs["slug"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.project  # noqa: B018 - what is not public is a 404 whatever the method

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = self.project.holders.confirmed().exists()
        return super().get_context_data(project=self.project, held=held, **kwargs)

    def form_valid(self, form: ClaimForm) -> HttpResponse:
        said = form.cleaned_data
        if said.pop("website"):
            return super().form_valid(form)
        if not has_turn("claim", network_of(self.request), at_most=AT_MOST):
            form.add_error(None, _("Beaucoup de demandes viennent de votre réseau. Essayez encore dans une heure."))
            return self.form_invalid(form)
        try:
            claim_entry(project=self.project, **said)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return super().form_valid(form)


class ClaimSentView(TemplateView):
    template_name = "cms/claim_sent.html"
