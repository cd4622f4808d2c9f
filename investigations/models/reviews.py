from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.models.reports import Report, ReportVersion


class Remark(models.Model):
    """What a teacher wrote beside an answer when returning a report; ``question_id`` is empty for the whole report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="remarks")
    question_id = models.CharField(max_length=36, blank=True)
    text = models.TextField(_("remarque"), max_length=1000)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("remarque")
        verbose_name_plural = _("remarques")
        ordering: ClassVar = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text


class AnswerVerdict(models.Model):
    """An answer taken or set aside on its own; without one, an answer follows its report."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("acceptée")
        SET_ASIDE = "set_aside", _("mise de côté")

    report = models.ForeignKey(Report, models.CASCADE, related_name="verdicts")
    question_id = models.CharField(max_length=36)
    verdict = models.CharField(max_length=9, choices=Verdict)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("avis sur une réponse")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "question_id"], name="one_verdict_per_answer")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.verdict}"


class CannedRemarkQuerySet(models.QuerySet["CannedRemark"]):
    def visible_to(self, user: User) -> "CannedRemarkQuerySet":
        return self.filter(Q(owner=None) | Q(owner=user)) if user.is_active else self.none()


class CannedRemark(models.Model):
    """A remark that a teacher writes often. Those without owner ship with the software."""

    owner = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="canned_remarks")
    text = models.CharField(_("remarque"), max_length=300)

    objects = CannedRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remarque toute prête")
        verbose_name_plural = _("remarques toutes prêtes")
        ordering: ClassVar = ["text", "pk"]

    def __str__(self) -> str:
        return self.text
