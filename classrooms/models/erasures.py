"""What is left of a pupil who was erased: numbers, and a name for the ledger that leads back to nobody."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models.classrooms import Classroom
from classrooms.models.users import User


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: User) -> "ErasureQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user))


class Erasure(models.Model):
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="erasures")
    erased_at = models.DateTimeField(_("effacé le"))
    # The same as in the ledger (classrooms/ledger.py): a keyed hash of an id that nothing holds any longer.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # How many of what, by classrooms.registry.Taken's words.
    counts = models.JSONField(default=dict)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("effacement")
        verbose_name_plural = _("effacements")
        ordering: ClassVar = ["-erased_at", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"

    @property
    def number(self) -> str:
        """Short enough to be read aloud; the ledger and the certificate both have it."""
        return self.digest[:12]
