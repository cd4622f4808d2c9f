"""What pupils saw that is no longer so on a project's entry, passed on by their teacher, without whose it was."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.about_entry import FIELDS, AboutEntry, in_entry
from investigations.directory.models import CitizenProject
from investigations.models.reports import Report


class WishQuerySet(models.QuerySet["Wish"]):
    def waiting(self) -> "WishQuerySet":
        return self.filter(accepted_at=None)

    def noted(self) -> "WishQuerySet":
        """Accepted, and still to be changed by hand."""
        return self.exclude(accepted_at=None)

    def visible_to(self, user: User) -> "WishQuerySet":
        if user.is_authenticated and user.is_editor:
            return self
        return self.waiting().filter(report__in=Report.objects.visible_to(user))


class Wish(models.Model):
    About = AboutEntry
    FIELDS = FIELDS
    MAY_BE_EMPTY: ClassVar = {About.HANDS, About.THINGS}

    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="wishes")
    # Of the pupils until somebody accepts it; from then on of the entry.
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="wishes")
    # Which answer it was; empty where the teacher wrote it, and once it is the entry's.
    question_id = models.CharField(max_length=36, blank=True)
    about = models.CharField(_("à propos de"), max_length=8, choices=About)
    words = models.CharField(_("ce qui est vrai maintenant"), max_length=250, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposition d’une classe")
        verbose_name_plural = _("propositions de classes")
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(report=None, accepted_at__isnull=False)
                | models.Q(report__isnull=False, accepted_at=None),
                name="wish_is_of_a_report_until_accepted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()} ({self.pk})"

    @property
    def is_of_a_field(self) -> bool:
        return self.about in FIELDS

    @property
    def now(self) -> str:
        """What the entry says of it."""
        return in_entry(self.project, self.about)
