from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models.classrooms import Classroom
from classrooms.models.users import User


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: User) -> "TeamQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user))


class Team(models.Model):
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="teams")
    name = models.CharField(_("nom de l’équipe"), max_length=40)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("équipe")
        verbose_name_plural = _("équipes")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["classroom", "name"], name="team_name_once_per_class")]

    def __str__(self) -> str:
        return self.name
