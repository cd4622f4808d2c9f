"""A project that registered itself this week, twice; its first address is for the mailbox of the demo."""

from typing import Any

from investigations.directory.actions.register import begin_registration, finish_registration
from investigations.directory.models import Cause, CitizenProject

EMAIL = "porteuse@demo.example"
ANSWERS = {
    "name": "Le Verger du Passage",
    "summary": "Douze pommiers dans une rue sans voitures, que les voisins arrosent à tour de rôle.",
    "description": "Tout a commencé par un noyau dans un pot de yaourt. Aujourd’hui la rue a son tableau d’arrosage, "
    "sa récolte de septembre et son jus, pressé sur place.",
    "address": "8 passage des Pommes (fictif)", "postcode": "75019", "commune": "Paris",
    "opening_hours": "Tout le temps ; arrosage le samedi à 10 h", "welcomes_classes": True, "max_pupils": 24,
    "welcome_levels": ["CE2", "CM1", "CM2"], "welcome_when": "De mars à octobre, le matin",
    "welcome_how": "On mesure les arbres, on goûte, on presse s’il y a des pommes.", "has_toilets": False,
    "photos_allowed": True, "step_free": True, "accessibility": "Pavés sur vingt mètres",
    "needs_hands": "Deux personnes pour arroser en août", "needs_things": "Une échelle de trois mètres",
    "website": "https://verger-du-passage.example",
    "how_it_was_made": "Six mois pour l’accord de la mairie : demandez le permis de végétaliser, puis un arbre.",
    "contact_name": "Noor Haddad", "contact_email": EMAIL,
}  # fmt: skip

# A neighbour who didn't know that it was here already: two entries of one project.
TWIN = {
    "name": "Verger du passage", "summary": "Un verger ouvert à tout le monde, et du jus en septembre.",
    "address": "10 passage des Pommes (fictif)", "postcode": "75019", "commune": "Paris",
    "needs_things": "Des bocaux vides", "contact_name": "Léon Fictif", "contact_email": "voisin@demo.example",
}  # fmt: skip


def register() -> CitizenProject:
    return _register(ANSWERS, ["ecologie", "citoyennete"])


def register_again() -> CitizenProject:
    return _register(TWIN, ["ecologie"])


def _register(answers: dict[str, Any], causes: list[str]) -> CitizenProject:
    """As the public form ends: the code that its letter would hold, and what was typed."""
    registration, _secret = begin_registration()
    registration.email = answers["contact_email"]
    code = registration.new_code()
    registration.save()
    chosen = Cause.objects.filter(slug__in=causes)
    return finish_registration(registration=registration, code=code, answers=answers | {"causes": chosen})
