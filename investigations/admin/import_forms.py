from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from investigations.directory.importing.columns import FIELDS
from investigations.directory.importing.words import field_label
from investigations.directory.models import Cause, ImportedFrom, ImportSource
from investigations.directory.models.imports import Format

# A browser and a proxy carry so much; more comes by the command (docs/importing.md).
MAX_MB = 200
MAX_COMMUNES_MB = 10


class UploadForm(forms.Form):
    """A file of a source that is known, or of a new one."""

    file = forms.FileField(
        label=gettext_lazy("Le fichier"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.json,text/csv,application/json"}),
        error_messages={"required": gettext_lazy("Choisissez un fichier.")},
    )  # fmt: skip
    source = forms.ModelChoiceField(
        label=gettext_lazy("D’où vient-il ?"), queryset=ImportSource.objects.all(), required=False,
        empty_label=gettext_lazy("d’une nouvelle source"),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Nom de la nouvelle source"), max_length=100, required=False)
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=Format.choices, required=False)
    licence = forms.CharField(
        label=gettext_lazy("Licence"), max_length=100, required=False,
        help_text=gettext_lazy("Par exemple : Licence Ouverte 2.0, ODbL."),
    )  # fmt: skip
    address = forms.URLField(
        label=gettext_lazy("Adresse de la source"), required=False, assume_scheme="https", max_length=200
    )
    communes = forms.FileField(
        label=gettext_lazy("Table des communes, si le fichier n’a pas de points"), required=False,
        help_text=gettext_lazy("Un CSV : code INSEE ou code postal, nom, lat, lon. Sans elle, pas de lieu."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )  # fmt: skip

    def clean_file(self) -> Any:
        return _not_heavier(self.cleaned_data["file"], MAX_MB)

    def clean_communes(self) -> Any:
        return _not_heavier(self.cleaned_data["communes"], MAX_COMMUNES_MB)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = data.get("name", "")
        if not data.get("source") and not name and "source" not in self.errors:
            self.add_error("name", _("Donnez un nom à la source, ou choisissez-en une."))
        if name and not data.get("source") and ImportSource.objects.filter(name=name).exists():
            self.add_error("name", _("Une source a déjà ce nom : choisissez-la."))
        return data

    def chosen_source(self) -> ImportSource:
        data = self.cleaned_data
        if data["source"]:
            return data["source"]
        return ImportSource.objects.create(
            **{name: data[name] for name in ("name", "licence", "address")}, format=data["format"] or Format.CSV
        )


def _not_heavier(file: Any, megabytes: int) -> Any:
    if file and file.size > megabytes * 1024 * 1024:
        raise forms.ValidationError(
            _("Ce fichier fait plus de %(most)s Mo : qui tient le serveur peut l’importer par une commande."),
            params={"most": megabytes}, code="heavy",
        )  # fmt: skip
    return file


class ColumnsForm(forms.Form):
    """Which column of the file says what."""

    def __init__(self, headers: Sequence[str], mapping: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=mapping, **kwargs)
        choices = [("", "–"), *((header, header) for header in dict.fromkeys(headers) if header)]
        for name in FIELDS:
            label = field_label(name)
            self.fields[name] = forms.ChoiceField(
                label=label[:1].upper() + label[1:], choices=choices, required=name == "name",
                error_messages={"required": _("Dites quelle colonne donne le nom.")},
            )  # fmt: skip

    def mapping(self) -> dict[str, str]:
        return {name: header for name, header in self.cleaned_data.items() if header}


class WaitingFilter(forms.Form):
    """Which of the imported entries that wait are shown; an address can be shared."""

    source = forms.ModelChoiceField(
        label=gettext_lazy("Source"), queryset=ImportSource.objects.all(), required=False,
        empty_label=gettext_lazy("toutes"),
    )  # fmt: skip
    words = forms.CharField(label=gettext_lazy("Mots du nom"), required=False, max_length=100)
    place = forms.CharField(label=gettext_lazy("Commune ou code postal"), required=False, max_length=100)
    cause = forms.ModelChoiceField(
        label=gettext_lazy("Cause"), queryset=Cause.objects.all(), required=False, to_field_name="slug",
        empty_label=gettext_lazy("toutes"),
    )  # fmt: skip
    point = forms.ChoiceField(
        label=gettext_lazy("Point"), required=False,
        choices=[("", "–"), ("yes", gettext_lazy("avec un point")), ("no", gettext_lazy("sans point"))],
    )  # fmt: skip
    doubles = forms.BooleanField(label=gettext_lazy("Chercher ce qui leur ressemble"), required=False)
    look = forms.ChoiceField(
        label=gettext_lazy("À regarder"), required=False, choices=[("", "–"), *ImportedFrom.Look.choices]
    )

    def narrowed(self, rows: Any) -> Any:
        if not self.is_valid():
            # Never more than was asked for: all of it may be published by one button.
            return rows.none()
        said = self.cleaned_data
        if source := said.get("source"):
            rows = rows.filter(source=source)
        for word in said.get("words", "").replace("\x00", "").split():
            rows = rows.filter(project__name__icontains=word)
        if place := said.get("place", "").replace("\x00", "").strip():
            kind = "postcode__startswith" if place.isdigit() else "commune__icontains"
            rows = rows.filter(**{f"project__{kind}": place})
        if cause := said.get("cause"):
            rows = rows.filter(project__causes=cause)
        if point := said.get("point"):
            rows = rows.filter(project__latitude__isnull=point == "no")
        if look := said.get("look"):
            rows = rows.filter(look=look)
        return rows
