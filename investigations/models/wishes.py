"""What pupils saw that is no longer so on a project's entry, passed on by their teacher, without whose it was."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
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
    class About(models.TextChoices):
        HOURS = "hours", _("les horaires")
        HANDS = "hands", _("le besoin de bras")
        THINGS = "things", _("le besoin de matériel")
        PICTURE = "picture", _("l’image")
        OTHER = "other", _("autre chose")

    # What is accepted goes into the entry as it is; of the rest stays a note for who keeps it.
    FIELDS: ClassVar[dict[str, str]] = {
        About.HOURS: "opening_hours",
        About.HANDS: "needs_hands",
        About.THINGS: "needs_things",
    }
    MAY_BE_EMPTY: ClassVar = {About.HANDS, About.THINGS}

    project = models.ForeignKey(CitizenProject, models.CASCADE, related_name="wishes")
    # Of the pupils until somebody accepts it; from then on of the entry.
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="wishes")
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
    def now(self) -> str:
        """What the entry says of it."""
        field = self.FIELDS.get(self.about)
        return getattr(self.project, field) if field else ""
