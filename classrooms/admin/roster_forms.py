from collections.abc import Mapping as AnyMapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.admin.roster_words import FIELDS, error_words
from classrooms.models import Classroom
from classrooms.roster.columns import Mapping, class_labels, people_of, propose
from classrooms.roster.headers import never_kept
from classrooms.roster.people import Order, Person, people_of_bare
from classrooms.roster.reading import MAX_BYTES, RosterError, Table, read_file, read_text, with_headers
from classrooms.roster.text import plain


class ListForm(forms.Form):
    """``table`` is what was read of the file, else of the text."""

    text = forms.CharField(
        label=gettext_lazy("Collez votre liste"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "placeholder": "DUPONT Léa\nMARTIN Tom"}),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("ou choisissez un fichier CSV"), required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )  # fmt: skip

    table: Table

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upload, text = data.get("file"), data.get("text", "")
        if self.errors:
            return data
        if not upload and not text.strip():
            raise forms.ValidationError(_("Collez une liste ou choisissez un fichier."), code="empty")
        try:
            if upload:
                self.table = read_file(upload.read(MAX_BYTES + 1))
            else:
                self.table = read_text(text)
        except RosterError as error:
            raise forms.ValidationError(error_words(error), code=error.code) from error
        return data


class ColumnsForm(forms.Form):
    """Which column holds what; which class of a file of the whole school; what a line begins with."""

    def __init__(self, table: Table, classroom: Classroom, chosen: AnyMapping[str, str] | None) -> None:
        if chosen and chosen.get("headers"):
            table = with_headers(table)
        self.table, self.classroom = table, classroom
        self.mapping = _mapping(chosen, table) if chosen and "asked" in chosen else propose(table)
        self.labels = class_labels(table, self.mapping)
        self.label = (chosen or {}).get("label") or self._own_label()
        order = (chosen or {}).get("order", "")
        self.order = Order(order) if order in list(Order) else None
        super().__init__(initial=self._initial())
        self._add_fields()

    def people(self) -> list[Person] | None:
        """Return None where the class of the file must be chosen first. Raises RosterError."""
        if not self.mapping.complete and self.table.headers is None:
            return people_of_bare(self.table, order=self.order)
        if len(self.labels) > 1 and self.label not in self.labels:
            return None
        label = self.label if len(self.labels) > 1 else None
        return people_of(self.table, self.mapping, class_label=label, order=self.order)

    @property
    def others(self) -> list[str]:
        """The classes of the file that stay out, as the teacher chooses among them."""
        return [_with_count(*found) for found in self.labels.items() if len(self.labels) > 1 and found[0] != self.label]

    @property
    def has_columns(self) -> bool:
        return self.table.width > 1

    def _own_label(self) -> str:
        name = plain(self.classroom.name)
        return next((label for label in self.labels if plain(label) == name), "")

    def _initial(self) -> dict[str, Any]:
        columns = {field.value: str(index) for field, index in self.mapping.columns.items()}
        return {**columns, "label": self.label, "order": self.order or "", "headers": self.table.headers is not None}

    def _add_fields(self) -> None:
        if len(self.labels) > 1:
            choices = [(label, _with_count(label, count)) for label, count in self.labels.items()]
            self.fields["label"] = forms.ChoiceField(label=_("Classe du fichier"), choices=[("", "–"), *choices])
        if self.has_columns:
            choices = [("", "–"), *_columns(self.table)]
            for field, label in FIELDS.items():
                self.fields[field] = forms.ChoiceField(label=label, choices=choices, required=False)
        if not self.table.headers and self.has_columns:
            self.fields["headers"] = forms.BooleanField(
                label=_("La première ligne donne le nom des colonnes"), required=False
            )
        self.fields["order"] = forms.ChoiceField(
            label=_("Dans un nom complet, il y a d’abord"), required=False,
            choices=[("", _("à vous de voir")), (Order.SURNAME_FIRST, _("le nom de famille")),
                     (Order.FIRST_NAME_FIRST, _("le prénom"))],
        )  # fmt: skip


def _with_count(label: str, count: int) -> str:
    return f"{label or '–'} ({count})"


def _mapping(chosen: AnyMapping[str, str], table: Table) -> Mapping:
    columns = {field: chosen.get(field, "") for field in FIELDS}
    picked = {str(field): int(text) for field, text in columns.items() if text.isdecimal() and int(text) < table.width}
    return Mapping(**picked)


def _columns(table: Table) -> list[tuple[str, str]]:
    headers = table.headers or ()
    columns = []
    for index in range(table.width):
        header = headers[index] if index < len(headers) else ""
        if never_kept(header):
            continue
        samples = [row.cells[index] for row in table.rows if index < len(row.cells) and row.cells[index]][:2]
        label = header or _("Colonne %(number)s") % {"number": index + 1}
        columns.append((str(index), f"{label} ({', '.join(samples)}…)" if samples else label))
    return columns
