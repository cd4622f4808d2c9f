"""A project that registered itself this week and waits for the editors; its address is for the mailbox of the demo."""

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


def register() -> CitizenProject:
    """As the public form ends: the code that its letter would hold, and what was typed."""
    registration, _secret = begin_registration()
    registration.email = EMAIL
    code = registration.new_code()
    registration.save()
    causes = Cause.objects.filter(slug__in=["ecologie", "citoyennete"])
    return finish_registration(registration=registration, code=code, answers=ANSWERS | {"causes": causes})
