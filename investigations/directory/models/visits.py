"""When a project is open to whoever comes by: dates that its holders or the editors keep."""

import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject


class OpenVisitQuerySet(models.QuerySet["OpenVisit"]):
    def public(self) -> "OpenVisitQuerySet":
        return self.filter(project__in=CitizenProject.objects.live())

    def coming(self, now: datetime.datetime | None = None) -> "OpenVisitQuerySet":
        """Until the last minute of each."""
        return self.filter(ends_at__gt=now or timezone.now())

    def visible_to(self, user: User) -> "OpenVisitQuerySet":
        return self if user.is_authenticated and user.is_editor else self.public()


class OpenVisit(models.Model):
    project = models.ForeignKey(
        CitizenProject, models.CASCADE, related_name="open_visits", verbose_name=_("projet citoyen")
    )
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    words = models.CharField(
        _("en quelques mots"), max_length=200, help_text=_("Ce qu’on y fait, et s’il faut apporter quelque chose.")
    )
    place = models.CharField(
        _("lieu, si c’est ailleurs"), max_length=200, blank=True,
        help_text=_("Laissez vide si c’est à l’adresse du projet."),
    )  # fmt: skip
    changed_at = models.DateTimeField(auto_now=True)

    objects = OpenVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visite ouverte")
        verbose_name_plural = _("visites ouvertes")
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="visit_ends_after_it_began",
                violation_error_message=_("La fin vient après le début."),
            )
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["ends_at"], name="visit_end")]

    def __str__(self) -> str:
        return f"{self.project}, {timezone.localtime(self.starts_at):%d/%m/%Y %H:%M}"

    def clean(self) -> None:
        # Whoever came is of a higher floor than the directory.
        from investigations.visitors import name_a_visitor, refused

        if self.project_id:
            named = [name for name in ("words", "place") if name_a_visitor(getattr(self, name), [self.project])]
            if named:
                raise ValidationError(dict.fromkeys(named, refused()))
        if self.starts_at and self.ends_at and self.ends_at - self.starts_at > LONGEST:
            raise ValidationError({"ends_at": _("Une visite dure trois jours au plus : ajoutez-en plusieurs.")})

    @property
    def where(self) -> str:
        project = self.project
        return self.place or f"{project.address}, {project.postcode} {project.commune}"


LONGEST = datetime.timedelta(days=3)
