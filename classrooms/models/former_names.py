"""What a pupil was called before: nothing can be read in it, but the name is known again where it still stands."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from classrooms.models.pupils import Pupil
from classrooms.roster.names import former_name_digest


class FormerNameQuerySet(models.QuerySet["FormerName"]):
    def remember(self, pupil: Pupil, words: tuple[str, ...]) -> None:
        digest = former_name_digest(settings.ROSTER_KEY, pupil.classroom_id, words)
        self.get_or_create(pupil=pupil, digest=digest, defaults={"length": len(words)})


class FormerName(models.Model):
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="former_names")
    digest = models.CharField(max_length=64, editable=False)
    # In words.
    length = models.PositiveSmallIntegerField(editable=False)

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pupil", "digest"], name="former_name_once_per_pupil"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]
