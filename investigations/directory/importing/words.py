"""What the report says of a row."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from investigations.directory.models import CitizenProject, ImportProblem

_REFUSED: dict[str, Any] = {
    "encoding": gettext_lazy("Des caractères sont abîmés : le fichier mélange des codages, ou a été coupé."),
    "nul": gettext_lazy("La ligne contient un caractère nul : elle est abîmée."),
    "line": gettext_lazy("La ligne fait plus d’un mégaoctet."),
    "quote": gettext_lazy("Un guillemet n’est jamais refermé. Les lignes suivantes sont lues sans elle."),
    "cell": gettext_lazy("Une case a plus de 20 000 caractères."),
    "width": gettext_lazy("La ligne n’a pas autant de cases que l’en-tête."),
    "element": gettext_lazy("Ce n’est pas un élément."),
    "broken": gettext_lazy("Le fichier s’arrête ou s’abîme ici : la suite n’est pas lue."),
    "double": gettext_lazy("Cet identifiant est déjà à une ligne plus haut : la première compte."),
    "no_name": gettext_lazy("Il manque le nom."),
    "name": gettext_lazy("Le nom n’a pas de lettres : des colonnes sont peut-être interverties."),
    "postcode": gettext_lazy("Ce n’est pas un code postal : des colonnes sont peut-être interverties."),
    "commune": gettext_lazy("Ce n’est pas une commune : des colonnes sont peut-être interverties."),
    "no_place": gettext_lazy("Rien ne dit où c’est : ni commune, ni code postal, ni point."),
    "formula": gettext_lazy("Une case contient une formule de tableur."),
}
_REMARKS: dict[str, Any] = {
    "email_moved": gettext_lazy("Une adresse e-mail était dans un texte public : elle n’y est plus."),
    "point": gettext_lazy("Le point est illisible : le lieu reste à préciser."),
    "point_zero": gettext_lazy("Le point 0, 0 est en pleine mer : le lieu reste à préciser."),
    "point_swapped": gettext_lazy("Latitude et longitude semblent interverties : le lieu reste à préciser."),
    "website": gettext_lazy("L’adresse du site ne mène pas au web : laissée de côté."),
    "helloasso": gettext_lazy("La page de dons n’est pas sur www.helloasso.com : laissée de côté."),
    "email": gettext_lazy("L’adresse e-mail n’en est pas une : laissée de côté."),
}
_UNREADABLE: dict[str, Any] = {
    "empty": gettext_lazy("Le fichier est vide."),
    "columns": gettext_lazy("Aucune colonne ne dit le nom du projet. Colonnes du fichier :"),
    "rna_columns": gettext_lazy("Ce n’est pas le fichier « waldec » du RNA. Il manque les colonnes :"),
    "not_text": gettext_lazy("Ce fichier n’est pas du texte. Enregistrez-le en CSV, sans le compresser."),
    "gone": gettext_lazy("Le fichier n’est plus là. Envoyez-le de nouveau."),
}


def problem_words(problem: ImportProblem) -> str:
    if problem.kind == ImportProblem.Kind.GONE:
        return _("N’est plus dans la source. La fiche reste.")
    if problem.kind == ImportProblem.Kind.CONFLICT:
        if problem.code == "dissolved":
            return _("La source la dit dissoute, mais quelqu’un tient la fiche : à regarder.")
        return _("« %(field)s » a changé dans la source et ici. Ce qui est ici reste.") % {
            "field": field_label(problem.code)
        }
    if problem.code == "email_moved":
        return f"{_REMARKS['email_moved']} ({field_label(problem.detail)})"
    said = str((_REFUSED if problem.kind == ImportProblem.Kind.REFUSED else _REMARKS)[problem.code])
    return f"{said} ({problem.detail})" if problem.detail else said


def failure_words(failure: str) -> str:
    code, _colon, detail = failure.partition(":")
    return f"{_UNREADABLE[code]} {detail}".strip()


def field_label(name: str) -> str:
    if name == "source_id":
        return _("identifiant dans la source")
    if name == "country":
        return _("pays")
    if name == "point":
        return _("lieu sur la carte")
    return str(CitizenProject._meta.get_field(name).verbose_name)
