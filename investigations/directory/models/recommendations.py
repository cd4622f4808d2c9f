"""One project says of another what it knows of it: a sentence on both pages, never a score."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def public(self) -> "RecommendationQuerySet":
        """While the public sees both projects, and the one that got it lets it be seen."""
        live = CitizenProject.objects.live()
        return self.said().filter(giver__in=live, receiver__in=live, hidden_at=None)

    def said(self) -> "RecommendationQuerySet":
        return self.exclude(words="")

    def visible_to(self, user: User) -> "RecommendationQuerySet":
        return self.said() if user.is_authenticated and user.is_editor else self.public()


class Recommendation(models.Model):
    giver = models.ForeignKey(
        CitizenProject, models.CASCADE, related_name="recommendations_given", verbose_name=_("qui recommande")
    )
    receiver = models.ForeignKey(
        CitizenProject, models.CASCADE, related_name="recommendations_received", verbose_name=_("projet recommandé")
    )
    # Empty: taken back after it was hidden. The row stays, so that it can't be given once more.
    words = models.CharField(_("en une phrase"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("donnée le"), auto_now_add=True)
    hidden_at = models.DateTimeField(_("cachée le"), null=True, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommandation")
        verbose_name_plural = _("recommandations")
        ordering: ClassVar = ["given_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["giver", "receiver"], name="recommended_once"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="recommends_another"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"
