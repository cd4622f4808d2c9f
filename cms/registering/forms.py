"""What is asked of who registers a project, step by step; each field says why, and who will read it."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy

from classrooms.models.classrooms import Level
from investigations.directory.models import Cause, CitizenProject

PUBLIC = gettext_lazy("Tout le monde le lira.")
TEACHERS = gettext_lazy("La Rédaction et les enseignant·es le liront, pas le public.")
LONGEST = 5_000
UNKNOWN, YES, NO = "", "true", "false"


class TellOrNot(forms.TypedChoiceField):
    """Yes, no, or not said: radio buttons that work the same everywhere."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(YES, gettext_lazy("Oui")), (NO, gettext_lazy("Non")), (UNKNOWN, gettext_lazy("Je ne sais pas"))]
        coerce = lambda typed: typed == YES
        super().__init__(
            choices=choices, coerce=coerce, empty_value=None, required=False, widget=forms.RadioSelect, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO, None: UNKNOWN}.get(value, value)


class CausesField(forms.ModelMultipleChoiceField):
    """Compared here, not by the database: some of what may be typed no column can hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Cause.objects.all(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value: Any) -> Any:
        known = {str(cause.pk) for cause in self.queryset}
        return super().clean([one for one in value or [] if str(one) in known])


class Asked(forms.ModelForm[CitizenProject]):
    """The model's own rules; ``asked`` has the label and the reason of each field."""

    asked: ClassVar[dict[str, tuple[Any, Any]]] = {}
    needed: ClassVar[dict[str, Any]] = {}
    rows: ClassVar[dict[str, int]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label, reason = self.asked[name]
            field.required = name in self.needed
            field.label, field.help_text = label, reason
            if field.required:
                field.error_messages["required"] = self.needed[name]
            if name in self.rows:
                most = field.max_length or LONGEST
                field.widget = forms.Textarea(attrs={"rows": self.rows[name], "maxlength": most})
                if not field.max_length:
                    field.validators.append(MaxLengthValidator(most))

    def save(self, commit: bool = True) -> CitizenProject:
        raise NotImplementedError("an action writes")


class WhatForm(Asked):
    asked: ClassVar = {
        "name": (gettext_lazy("Le nom du projet"), gettext_lazy("C’est le titre de la fiche. Tout le monde le lira.")),
        "summary": (
            gettext_lazy("Ce que vous faites, en une phrase"),
            gettext_lazy("Pour qui parcourt la liste. Tout le monde le lira."),
        ),
        "description": (
            gettext_lazy("Racontez-le plus longuement"),
            gettext_lazy("Comment cela a commencé, qui vient, ce qui s’y passe. Tout le monde le lira."),
        ),
        "causes": (
            gettext_lazy("Vos causes"),
            gettext_lazy("C’est par elles que l’on vous trouvera. Cochez celles qui vous vont."),
        ),
    }
    needed: ClassVar = {
        "name": gettext_lazy("Écrivez le nom du projet."),
        "summary": gettext_lazy("Dites en une phrase ce que vous faites."),
        "causes": gettext_lazy("Cochez au moins une cause."),
    }
    rows: ClassVar = {"summary": 3, "description": 8}
    causes = CausesField()

    class Meta:
        model = CitizenProject
        fields = ("name", "summary", "description", "causes")


class WhereForm(Asked):
    asked: ClassVar = {
        "address": (
            gettext_lazy("Le numéro et la rue"),
            gettext_lazy("Pour que l’on trouve la porte. Tout le monde le lira."),
        ),
        "postcode": (gettext_lazy("Le code postal"), PUBLIC),
        "commune": (gettext_lazy("La commune"), PUBLIC),
        "opening_hours": (
            gettext_lazy("Quand est-ce ouvert ?"),
            gettext_lazy("Par exemple : mercredi et samedi, de 14 h à 18 h. Tout le monde le lira."),
        ),
    }
    needed: ClassVar = {
        "address": gettext_lazy("Écrivez l’adresse, ou le lieu où l’on vous trouve."),
        "postcode": gettext_lazy("Écrivez les cinq chiffres du code postal."),
        "commune": gettext_lazy("Écrivez le nom de la commune."),
    }
    postcode = forms.CharField(
        max_length=10,
        validators=[RegexValidator(r"\A\d{5}\Z", gettext_lazy("Un code postal a cinq chiffres, par exemple 75004."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    class Meta:
        model = CitizenProject
        fields = ("address", "postcode", "commune", "opening_hours")
        widgets: ClassVar = {
            "address": forms.TextInput(attrs={"autocomplete": "address-line1"}),
            "commune": forms.TextInput(attrs={"autocomplete": "address-level2"}),
        }


class WelcomeForm(Asked):
    asked: ClassVar = {
        "welcomes_classes": (
            gettext_lazy("Des classes peuvent venir enquêter"),
            gettext_lazy("Des enfants de 8 à 14 ans viennent avec leur enseignant·e, posent des questions, racontent."),
        ),
        "max_pupils": (
            gettext_lazy("Combien d’élèves à la fois, au plus ?"),
            gettext_lazy("Pour que seules les classes qui tiennent chez vous vous choisissent."),
        ),
        "welcome_levels": (gettext_lazy("Quels niveaux ?"), gettext_lazy("Aucun coché : tous les niveaux.")),
        "welcome_when": (gettext_lazy("Quand ?"), gettext_lazy("Par exemple : le mardi matin, de mars à novembre.")),
        "welcome_how": (gettext_lazy("Comment se passe l’accueil ?"), PUBLIC),
        "has_toilets": (gettext_lazy("Y a-t-il des toilettes ?"), gettext_lazy("La première question d’une classe.")),
        "photos_allowed": (
            gettext_lazy("Les élèves peuvent-ils prendre des photos ?"),
            gettext_lazy("Les visages sont masqués avant toute publication."),
        ),
        "step_free": (gettext_lazy("On entre sans marche"), PUBLIC),
        "accessibility": (
            gettext_lazy("Ce qu’il faut savoir de l’accessibilité"),
            gettext_lazy("Largeur de la porte, rampe, ascenseur, boucle magnétique… Tout le monde le lira."),
        ),
    }
    rows: ClassVar = {"welcome_how": 5}
    welcome_levels = forms.MultipleChoiceField(choices=Level.choices, widget=forms.CheckboxSelectMultiple)
    has_toilets = TellOrNot()
    photos_allowed = TellOrNot()

    class Meta:
        model = CitizenProject
        fields = (
            "welcomes_classes", "max_pupils", "welcome_levels", "welcome_when", "welcome_how", "has_toilets",
            "photos_allowed", "step_free", "accessibility",
        )  # fmt: skip


class NeedsForm(Asked):
    asked: ClassVar = {
        "needs_hands": (
            gettext_lazy("Avez-vous besoin de bras ?"),
            gettext_lazy("Par exemple : deux personnes pour arroser l’été. Tout le monde le lira."),
        ),
        "needs_things": (
            gettext_lazy("De matériel ?"),
            gettext_lazy("Par exemple : des planches, une brouette. Tout le monde le lira."),
        ),
        "needs_money": (
            gettext_lazy("D’argent ?"),
            gettext_lazy("Pour quoi faire : on donne plus volontiers quand on le sait. Tout le monde le lira."),
        ),
        "website": (gettext_lazy("Votre site web"), gettext_lazy("La fiche y mènera, après relecture.")),
        "helloasso_url": (
            gettext_lazy("Votre page HelloAsso"),
            gettext_lazy(
                "La fiche y mènera, après relecture. Par exemple : https://www.helloasso.com/associations/mon-association"
            ),
        ),
        "registered_as": (
            gettext_lazy("Votre numéro RNA, SIREN ou SIRET"),
            gettext_lazy("Si vous en avez un : la Rédaction vous reconnaît plus vite. Le public ne le voit pas."),
        ),
        "how_it_was_made": (
            gettext_lazy("Comment on a fait"),
            gettext_lazy("Pour qui voudrait faire pareil : ce qu’il a fallu, à qui demander, ce qui a raté."),
        ),
    }
    rows: ClassVar = {"needs_hands": 2, "needs_things": 2, "needs_money": 2, "how_it_was_made": 6}
    website = forms.URLField(assume_scheme="https", max_length=200)
    helloasso_url = forms.URLField(assume_scheme="https", max_length=200)

    class Meta:
        model = CitizenProject
        fields = (
            "needs_hands", "needs_things", "needs_money", "website", "helloasso_url", "registered_as",
            "how_it_was_made",
        )  # fmt: skip


class ContactForm(Asked):
    asked: ClassVar = {
        "contact_name": (gettext_lazy("Votre nom"), TEACHERS),
        "contact_email": (
            gettext_lazy("Votre adresse e-mail"),
            gettext_lazy("Un code y part tout de suite. Elle ouvre ensuite votre fiche, sans mot de passe. "
                         "La Rédaction et les enseignant·es la liront, pas le public."),
        ),
        "contact_phone": (gettext_lazy("Votre téléphone"), TEACHERS),
    }  # fmt: skip
    needed: ClassVar = {
        "contact_name": gettext_lazy("Écrivez votre nom."),
        "contact_email": gettext_lazy("Écrivez votre adresse e-mail."),
    }

    class Meta:
        model = CitizenProject
        fields = ("contact_name", "contact_email", "contact_phone")
        widgets: ClassVar = {
            "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "contact_phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Le code à six chiffres"), max_length=20,
        error_messages={"required": gettext_lazy("Écrivez le code reçu par e-mail.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())
