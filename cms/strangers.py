"""What a form for anyone has in common: nothing for programs, so many an hour, and thanks on a page of its own."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from classrooms.errors import Refusal
from cms.quotas import has_turn, network_of

AT_MOST = 10


class StrangersForm(forms.Form):
    # A person doesn't see it; a program fills it in.
    website = forms.CharField(required=False, label=gettext_lazy("Laissez ce champ vide"))
    # What most leave as it is: behind one line, so that the button is near.
    folded: tuple[str, ...] = ()
    is_unfolded = False
    fold_says, fold_else = "", ""


class StrangersView(FormView[Any]):
    """About one public thing: ``about`` finds it or is a 404 whatever the method; ``keep`` does what is asked."""

    kind: str

    @property
    def about(self) -> Any:
        raise NotImplementedError

    def keep(self, said: dict[str, Any]) -> None:
        raise NotImplementedError

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.about  # noqa: B018 - what is not public is a 404

    def form_valid(self, form: Any) -> HttpResponse:
        said = dict(form.cleaned_data)
        if said.pop("website"):
            return super().form_valid(form)
        if not has_turn(self.kind, network_of(self.request), at_most=AT_MOST):
            form.add_error(None, _("Beaucoup de messages viennent de votre réseau. Essayez encore dans une heure."))
            return self.form_invalid(form)
        try:
            self.keep(said)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return super().form_valid(form)
