from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from cms.registering.forms import ContactForm, NeedsForm, WelcomeForm, WhatForm, WhereForm
from investigations.directory.models import CitizenProject

# What the tables keep; Django's own field takes more.
LONGEST_EMAIL = 254
PARTS = (WhatForm, WhereForm, WelcomeForm, NeedsForm, ContactForm)


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"), max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Écrivez votre adresse e-mail.")},
    )  # fmt: skip


class EntryForm(NeedsForm, WelcomeForm, WhereForm, WhatForm):
    """All of an entry on one page."""

    asked: ClassVar = {
        **{name: said for part in PARTS for name, said in part.asked.items()},
        "contact_email": (
            gettext_lazy("L’adresse e-mail pour les enseignant·es"),
            gettext_lazy("La Rédaction et les enseignant·es la liront, pas le public. Elle n’ouvre pas la fiche."),
        ),
    }
    needed: ClassVar = {name: words for part in PARTS[:2] for name, words in part.needed.items()}
    rows: ClassVar = {name: rows for part in PARTS for name, rows in part.rows.items()}

    class Meta:
        model = CitizenProject
        fields = tuple(name for part in PARTS for name in part.Meta.fields)
        widgets: ClassVar = WhereForm.Meta.widgets | ContactForm.Meta.widgets

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        titles = (
            gettext_lazy("Le projet"), gettext_lazy("Le lieu"), gettext_lazy("Accueillir une classe"),
            gettext_lazy("Vos besoins, vos liens"), gettext_lazy("Vous joindre"),
        )  # fmt: skip
        return [(title, [self[name] for name in part.Meta.fields]) for title, part in zip(titles, PARTS, strict=True)]


class InviteForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Son nom"), max_length=100, error_messages={"required": gettext_lazy("Écrivez son nom.")}
    )
    email = forms.EmailField(
        label=gettext_lazy("Son adresse e-mail"),
        max_length=LONGEST_EMAIL,
        help_text=gettext_lazy("Une lettre y part : rien ne change avant que cette personne ait dit oui."),
        error_messages={"required": gettext_lazy("Écrivez son adresse e-mail.")},
    )
    hands_over = forms.BooleanField(
        label=gettext_lazy("Je lui passe la main"), required=False,
        help_text=gettext_lazy("Quand elle aura dit oui, vous ne tiendrez plus la fiche."),
    )  # fmt: skip
