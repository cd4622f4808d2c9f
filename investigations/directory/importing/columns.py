"""What other people call the fields of an entry, and a mapping proposed from a file's own names."""

from collections.abc import Mapping, Sequence

from classrooms.roster.text import plain

SOURCE_ID = "source_id"
_KNOWN = {
    SOURCE_ID: ("id", "identifiant", "identifier", "uuid", "ref", "reference", "source id"),
    "name": ("name", "nom", "title", "titre", "nom du projet", "association", "nom de l'association", "structure"),
    "summary": ("summary", "resume", "en une phrase", "accroche", "abstract", "description courte", "objet"),
    "description": ("description", "presentation", "description longue", "descriptif", "details"),
    "causes": ("taxonomy", "categories", "category", "categorie", "cause", "causes", "theme", "themes", "thematique"),
    "address": ("streetaddress", "street address", "address", "adresse", "rue", "voie"),
    "postcode": ("postalcode", "postal code", "code postal", "cp", "postcode", "zip"),
    "commune": ("addresslocality", "address locality", "ville", "commune", "city", "localite"),
    "country": ("addresscountry", "address country", "pays", "country"),
    "latitude": ("latitude", "lat", "y"),
    "longitude": ("longitude", "long", "lon", "lng", "x"),
    "opening_hours": ("opening hours", "openhours", "open hours", "horaires", "horaires d'ouverture"),
    "contact_name": ("contact", "contact name", "nom du contact", "personne contact"),
    "contact_email": ("email", "e mail", "mail", "courriel", "contact email", "adresse e-mail"),
    "contact_phone": ("telephone", "phone", "tel", "telephone du contact"),
    "website": ("website", "site web", "site", "url", "web", "siteweb", "site internet"),
    "helloasso_url": ("helloasso", "page helloasso", "don", "dons"),
    "needs_hands": ("besoin de bras", "benevoles recherches"),
    "needs_things": ("besoin de materiel",),
    "needs_money": ("besoin d'argent",),
    "accessibility": ("accessibilite", "accessibility"),
}  # fmt: skip
FIELDS = tuple(_KNOWN)
# The texts of an entry as they are stored.
TEXTS = tuple(name for name in FIELDS if name not in {SOURCE_ID, "causes", "country", "latitude", "longitude"})
_FIELD_OF = {plain(name): field for field, names in _KNOWN.items() for name in names}


def known(header: str) -> bool:
    return plain(header) in _FIELD_OF


def propose(headers: Sequence[str]) -> dict[str, str]:
    """Field → header. The leftmost of two equals wins."""
    found: dict[str, str] = {}
    for header in headers:
        if field := _FIELD_OF.get(plain(header)):
            found.setdefault(field, header)
    return found


def indexes(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    return {field: headers.index(header) for field, header in mapping.items() if header in headers}
