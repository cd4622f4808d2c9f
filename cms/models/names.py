from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from cms.models.stories import StoryPage


class NameCheck(models.Model):
    """A teacher looked at a word of a story that is also a first name of the class: here it names nobody."""

    story = models.ForeignKey(StoryPage, models.CASCADE, related_name="name_checks")
    # Of the word with those around it (investigations.names.Hit): another sentence is looked at again.
    digest = models.CharField(max_length=64)
    checked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("prénom vérifié")
        verbose_name_plural = _("prénoms vérifiés")
        constraints: ClassVar = [models.UniqueConstraint(fields=["story", "digest"], name="one_name_check_per_use")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
