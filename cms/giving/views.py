"""Giving to the non-profit: a page of one's own choice of amount, HelloAsso's page, and the way back."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView

from classrooms.errors import Refusal
from cms.actions.begin_gift import begin_gift
from cms.actions.settle_gift import read_again
from cms.giving.helloasso import UnavailableError, is_open
from cms.models import Gift
from cms.quotas import has_turn, network_of
from cms.strangers import StrangersForm

# In euros.
USUAL = (10, 25, 50, 100)
LEAST, MOST = 2, 2000
AN_HOUR = 10
# Somebody who asks again and again doesn't make us ask HelloAsso again and again.
LOOKED_SECONDS = 20
_EUROS = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?")


def in_euros(cents: int) -> str:
    return number_format(Decimal(cents) / 100, 0 if cents % 100 == 0 else 2, force_grouping=True) + "\u00a0€"


class GiftForm(StrangersForm):
    usual = forms.ChoiceField(
        label=gettext_lazy("Combien voulez-vous donner ?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez un montant.")},
    )  # fmt: skip
    other = forms.CharField(
        label=gettext_lazy("Un autre montant, en euros"), required=False, max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amounts = [(str(euros), in_euros(euros * 100)) for euros in USUAL]
        self.fields["usual"].choices = [*amounts, ("other", _("Un autre montant"))]
        self.fields["other"].help_text = _("De %(least)s à %(most)s.") % {
            "least": in_euros(LEAST * 100), "most": in_euros(MOST * 100)
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = "".join((cleaned.get("other") or "").split()).removesuffix("€")
        chosen = cleaned.get("usual")
        if chosen != "other":
            cleaned["cents"] = int(chosen) * 100 if chosen else 0
            return cleaned
        try:
            euros = Decimal(typed.replace(",", ".")) if _EUROS.fullmatch(typed) else None
        except InvalidOperation:
            euros = None
        if euros is None:
            self.add_error("other", _("Écrivez le montant en chiffres, par exemple 15 ou 15,50."))
        elif not LEAST <= euros <= MOST:
            self.add_error("other", _("Le montant est trop petit ou trop grand pour cette page."))
        else:
            cleaned["cents"] = int(euros * 100)
        return cleaned


class OpenView(View):
    """While giving is off, there is no such page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_open():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class GiveView(OpenView, FormView[GiftForm]):
    template_name = "cms/give.html"
    form_class = GiftForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Browsers ask the policy of the page also about where its form's answer leads.
        allowed = csp_update({"form-action": [f"https://{settings.HELLOASSO_SITE}"]})
        response: HttpResponse = allowed(super().dispatch)(request, *args, **kwargs)
        return response

    def get_initial(self) -> dict[str, Any]:
        return {"usual": str(USUAL[1])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sandbox=settings.HELLOASSO_SANDBOX, **kwargs)

    def form_valid(self, form: GiftForm) -> HttpResponse:
        if form.cleaned_data["website"]:
            return self.form_invalid(form)
        if not has_turn("gift", network_of(self.request), at_most=AN_HOUR):
            form.add_error(None, _("Beaucoup de dons viennent de votre réseau. Essayez encore dans une heure."))
            return self.form_invalid(form)
        try:
            _gift, address = begin_gift(cents=form.cleaned_data["cents"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            response = self.render_to_response(self.get_context_data(form=form), status=503)
            response["Retry-After"] = "300"
            return response
        return HttpResponseRedirect(address, status=303)


class GiftView(OpenView):
    """Where HelloAsso sends people back to. What the address says behind its question mark is nobody's word."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        gift = get_object_or_404(Gift.objects.asked(), key=key)
        if gift.state == Gift.State.BEGUN and cache.add(f"gift-looked-{gift.pk}", True, LOOKED_SECONDS):
            try:
                gift = read_again(gift=gift)
            except UnavailableError:
                gift.refresh_from_db()
        response = render(request, "cms/gift.html", {"gift": gift, "amount": in_euros(gift.cents)})
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response
