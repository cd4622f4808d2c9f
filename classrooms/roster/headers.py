"""What the columns of ONDE, Pronote, Kolibri and hand-made lists are called, and which of them are never kept.

Compared by `text.plain`: without accents, case, apostrophes and stray spaces.
"""

import re
from enum import StrEnum

from classrooms.roster.text import plain


class Field(StrEnum):
    FIRST_NAME = "first_name"
    SURNAME = "surname"
    USAGE_NAME = "usage_name"
    FULL_NAME = "full_name"
    LEVEL = "level"
    CLASS_LABEL = "class_label"


_KNOWN = {
    Field.FIRST_NAME: (
        "prénom", "prénom élève", "prénom de l'élève", "prénom usuel", "prénom 1", "premier prénom", "prénoms",
        "first name", "firstname", "given name",
    ),
    Field.SURNAME: (
        "nom", "nom élève", "nom de l'élève", "nom de famille", "nom de famille élève", "nom de naissance",
        "nom patronymique", "last name", "lastname", "surname", "family name",
    ),
    Field.USAGE_NAME: ("nom d'usage", "nom d'usage élève", "nom d'usage de l'élève", "nom usuel", "nom usage"),
    Field.FULL_NAME: (
        "nom prénom", "nom et prénom", "nom et prénom de l'élève", "nom prénom élève", "nom complet", "élève", "élèves",
        "prénom nom", "prénom et nom", "full name", "fullname", "name", "nom et prénoms",
    ),
    Field.LEVEL: ("niveau", "niveau élève", "niveau de l'élève", "niveau scolaire", "level", "grade"),
    Field.CLASS_LABEL: (
        "classe", "libellé classe", "libellé de la classe", "classes", "division", "class", "nom de la classe",
    ),
}  # fmt: skip
_FIELDS = {plain(name): field for field, names in _KNOWN.items() for name in names}
# A full name under these heads has its first name first.
_FIRST_NAME_FIRST = {plain(name) for name in ("prénom nom", "prénom et nom", "full name", "fullname", "name")}

# Words that betray, anywhere in a header, what the site must never hold.
_NEVER_KEPT = re.compile(
    r"\b(ine|ien|bea|nir|naissances?|naiss|nee?|birth\w*|dob|sexe|genre|gender|adresses?\d*|address\w*|rue|voie|cp\d*"
    r"|code postal|postcode|zip|communes?\d*|villes?|city|pays\d*|country|tel\d*|telephones?|portable|mobile|phone"
    r"|e ?mails?|mail|courriels?|mel|responsables?|parents?|pere|mere|tuteurs?|tutrice|famille d accueil|guardian"
    r"|autorisations?|attestations?|decisions?|nationalite|religion|sante|allergies?|pai|pap|pps|ppre|handicap|mdph"
    r"|regime|cantine|medecin|photo|password|mot de passe|login\w*|username|user name|identifiants?|identifier|id"
    r"|numero|age|date\w*|secu\w*|insee|ulis|boursiers?|bourse)\b"
)


def field_of(header: str) -> Field | None:
    return _FIELDS.get(plain(header))


def never_kept(header: str) -> bool:
    """Whether a column's cells are emptied while reading. A header that names a field is a field."""
    folded = plain(header)
    return folded not in _FIELDS and bool(_NEVER_KEPT.search(folded))


def first_name_leads(header: str) -> bool:
    return plain(header) in _FIRST_NAME_FIRST


# What no pupil's name, level or class looks like, whatever its column is called.
_PRIVATE_CELLS = re.compile(
    r"\d{1,2}[/.\- ]\d{1,2}[/.\- ](\d{4}|\d{2})( .*)?"  # 14/03/2015
    r"|\d{1,2}(er)? [^\W\d]{3,9}\.? \d{4}"  # 14 mars 2015
    r"|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}([ T].*)?"  # 2015-03-14
    r"|\d{8,10}[A-Za-z0-9]{1,3}"  # INE: ten digits and a letter, or nine and two
    r"|\+?\d[\d .\-]{7,}"  # telephone, social security
    r"|\d{5}( .*)?"  # postcode
    r"|\S+@\S+"
    r"|\d{1,4} ?(bis|ter|quater)?,? (rue|avenue|av|bd|boulevard|place|impasse|all[eé]e|quai|chemin|square|passage|cours"
    r"|route)\b.*",
    re.IGNORECASE,
)


def looks_private(cell: str) -> bool:
    return bool(_PRIVATE_CELLS.fullmatch(cell))
