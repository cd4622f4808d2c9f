"""What an erasure takes, told beforehand and in words."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from classrooms import registry
from classrooms.models import Pupil

# In the order in which they are told.
KINDS = {
    "pupils": _("Élèves"),
    "missions": _("Missions"),
    "reports": _("Reportages"),
    "versions": _("Versions de reportages, chacune avec ses réponses"),
    "shared": _("Reportages d’équipe, sans ce que l’élève y a écrit"),
    "photos": _("Photos, avec toutes leurs copies"),
    "remarks": _("Remarques reçues"),
    "consents": _("Autorisations enregistrées"),
    "faces": _("Visages remis sous un masque"),
    "names": _("Prénoms remplacés dans ce que d’autres ont écrit"),
    "stories": _("Récits changés"),
    "unpublished": _("Récits retirés du site"),
}


@dataclass(frozen=True, slots=True)
class Foreseen:
    counts: dict[str, int]
    stories: list[registry.TouchedStory]


def foresee(pupil: Pupil) -> Foreseen:
    """Nothing is written."""
    counts: Counter[str] = Counter()
    stories: list[registry.TouchedStory] = []
    for tell in registry.erasure_foreseen:
        taken = tell(pupil)
        counts.update(taken.counts)
        stories += taken.stories
    counts.update(stories=len(stories), unpublished=sum(story.unpublished for story in stories))
    return Foreseen(dict(counts), stories)


def in_words(counts: dict[str, int]) -> list[tuple[Any, int]]:
    return [(label, counts[kind]) for kind, label in KINDS.items() if counts.get(kind)]
