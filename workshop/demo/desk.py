"""What waits for the directory's editors beside the newcomer: an entry that its holder changed, a neighbour's word."""

from django.utils import timezone

from investigations.directory.actions.keep_entry import change_entry
from investigations.directory.actions.report_entry import report_entry
from investigations.directory.models import CitizenProject, EntryReport, ProjectHolder

EMAIL = "radio@demo.example"
WORDS = "Samedi à 15 h la porte était fermée : l’affiche dit maintenant le dimanche."


def change(project: CitizenProject) -> None:
    """A new name, a new door: both are read before they appear."""
    ProjectHolder.objects.create(project=project, email=EMAIL, name="Sacha Moreau", confirmed_at=timezone.now())
    answers = {
        "name": "Radio Gouttière, 4e étage", "address": "7 passage des Ondes (fictif)",
        "website": "https://ecouter.radio-gouttiere.example",
    }  # fmt: skip
    change_entry(project=project, answers=answers)


def report(project: CitizenProject) -> None:
    report_entry(
        project=project, what=EntryReport.What.HOURS, words=WORDS, email="voisine@demo.example", tell_holders=True
    )
