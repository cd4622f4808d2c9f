"""What the roster engine says in codes, in words for a teacher."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.roster.headers import Field
from classrooms.roster.names import MAX_FIRST_NAME, Ask
from classrooms.roster.preview import Problem, Status
from classrooms.roster.reading import MAX_ROWS, RosterError

FIELDS: dict[str, str | Promise] = {
    Field.FIRST_NAME: gettext_lazy("Prénom"),
    Field.SURNAME: gettext_lazy("Nom de famille"),
    Field.USAGE_NAME: gettext_lazy("Nom d’usage"),
    Field.FULL_NAME: gettext_lazy("Nom et prénom ensemble"),
    Field.LEVEL: gettext_lazy("Niveau"),
    Field.CLASS_LABEL: gettext_lazy("Classe"),
}
STATUSES: dict[str, str | Promise] = {
    Status.NEW: gettext_lazy("nouveau"),
    Status.KNOWN: gettext_lazy("déjà là"),
    Status.HOMONYM: gettext_lazy("homonyme"),
    Status.WRONG: gettext_lazy("à corriger"),
}
_ASKS: dict[str, str | Promise] = {
    Ask.CLASH: gettext_lazy("Ce prénom est déjà dans la classe : vérifiez que les deux noms se distinguent."),
    Ask.HOMONYM: gettext_lazy("Deux élèves portent exactement ce nom : donnez à chacun un nom public différent."),
    Ask.SPLIT: gettext_lazy("Nous ne savons pas où s’arrête le nom de famille : vérifiez le nom public."),
}
_ERRORS: dict[str, str | Promise] = {
    "empty": gettext_lazy("La liste est vide."),
    "too_heavy": gettext_lazy("Le fichier est trop lourd pour une liste d’élèves (1 Mo au plus)."),
    "too_many_columns": gettext_lazy("Ligne %(line)s : il y a trop de colonnes pour une liste d’élèves."),
    "cell_too_long": gettext_lazy("Ligne %(line)s : une case contient trop de texte pour un nom."),
    "spreadsheet": gettext_lazy(
        "C’est un classeur Excel ou LibreOffice. Ouvrez-le, choisissez « Enregistrer sous », puis le format CSV."
    ),
    "binary": gettext_lazy("Ce fichier n’est pas une liste. Choisissez un fichier CSV."),
    "unreadable": gettext_lazy("Ce fichier est illisible. Enregistrez-le de nouveau au format CSV."),
    "no_name_column": gettext_lazy("Indiquez dans quelle colonne sont les prénoms."),
    "no_such_column": gettext_lazy("Cette colonne n’est pas dans la liste."),
    "never_kept": gettext_lazy(
        "Cette colonne contient des données que nous ne lisons jamais. Choisissez-en une autre."
    ),
}


def problem_words(problem: Problem | None, levels: str = "") -> str:
    if problem is Problem.NO_FIRST_NAME:
        return _("Le prénom manque.")
    if problem is Problem.NOT_A_NAME:
        return _("Ce n’est pas un nom : il contient un chiffre ou un signe.")
    if problem is Problem.TOO_LONG:
        return _("Ce prénom est trop long : %(most)s lettres au plus.") % {"most": MAX_FIRST_NAME}
    if problem is Problem.UNKNOWN_LEVEL:
        return _("Ce niveau nous est inconnu. Écrivez-le comme CM2 ou 6e.")
    return _("Ce niveau n’est pas dans la classe (%(levels)s).") % {"levels": levels}


def ask_words(ask: Ask) -> str:
    return str(_ASKS[ask])


def level_words(was: str, level: str) -> str:
    if not was:
        return _("niveau : %(level)s") % {"level": level}
    return _("niveau : %(was)s → %(level)s") % {"was": was, "level": level}


def error_words(error: RosterError) -> str:
    if error.code == "too_many_rows":
        return _("La liste a plus de %(most)s lignes. Gardez seulement les élèves de la classe.") % {"most": MAX_ROWS}
    words = str(_ERRORS.get(error.code, _ERRORS["unreadable"]))
    return words % {"line": error.line} if "%(line)s" in words else words
