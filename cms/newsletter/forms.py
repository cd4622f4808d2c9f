"""What a reader says: an address, and which place and causes they follow."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import Subscriber
from cms.newsletter.subscribing import Choices
from cms.projects.asking import DECIMALS, KILOMETRES
from cms.strangers import StrangersForm
from investigations.directory.geocoding import UnavailableError, locate
from investigations.directory.models import Cause

FURTHER = (*KILOMETRES, 50)
USUAL = 5


class ChoicesForm(forms.Form):
    place = forms.CharField(
        label=gettext_lazy("Près de"), max_length=100, required=False,
        help_text=gettext_lazy("Une commune, un arrondissement ou un code postal. Vide : partout."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )  # fmt: skip
    kilometres = forms.TypedChoiceField(
        label=gettext_lazy("Jusqu’à"), required=False, coerce=int, empty_value=USUAL, initial=USUAL
    )
    causes = forms.MultipleChoiceField(
        label=gettext_lazy("Causes"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Rien de coché : toutes."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {cause.slug: cause for cause in Cause.objects.all()}
        self.fields["causes"].choices = [(slug, cause.name) for slug, cause in self.known.items()]
        self.fields["kilometres"].choices = [(far, _("%(far)s km") % {"far": far}) for far in FURTHER]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        typed = said.get("place", "").strip()
        self.located = None
        if typed:
            try:
                self.located = locate(typed)
            except UnavailableError:
                silent = _("La recherche d’adresses ne répond pas en ce moment. Essayez un code postal.")
                self.add_error("place", silent)
            else:
                if self.located is None:
                    self.add_error("place", _("Nous ne trouvons pas ce lieu. Essayez un code postal."))
        return said

    def choices(self) -> Choices:
        """Some hundred metres are near enough; nobody's door is kept."""
        causes = tuple(self.known[slug].pk for slug in self.cleaned_data["causes"])
        if self.located is None:
            return Choices(causes=causes)
        point = self.located.point
        return Choices(
            self.located.label[:200], round(point.lat, DECIMALS), round(point.lon, DECIMALS),
            self.cleaned_data["kilometres"], causes,
        )  # fmt: skip


class SignUpForm(StrangersForm, ChoicesForm):
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Écrivez votre adresse e-mail.")},
    )  # fmt: skip
    field_order = ("email", "place", "kilometres", "causes", "website")
    folded = ("place", "kilometres", "causes")
    fold_says = gettext_lazy("Choisir un quartier ou des causes")
    fold_else = gettext_lazy("Sans choix : partout, toutes les causes.")

    @property
    def is_unfolded(self) -> bool:
        return bool(self["place"].value() or self["causes"].value() or self.errors.keys() & set(self.folded))


class PreferencesForm(ChoicesForm):
    language = forms.ChoiceField(label=gettext_lazy("Langue du cadre"), choices=settings.LANGUAGES)

    @classmethod
    def of(cls, subscriber: Subscriber) -> "PreferencesForm":
        return cls(
            initial={
                "place": subscriber.place,
                "kilometres": subscriber.kilometres or USUAL,
                "causes": [cause.slug for cause in subscriber.causes.all()],
                "language": subscriber.language,
            }
        )
