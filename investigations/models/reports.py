"""What a pupil or a team sends. Versions are immutable; the report points at the newest."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import Pupil, User
from investigations.models.investigations import Assignment


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> "ReportQuerySet":
        return self.filter(assignment__in=Assignment.objects.visible_to(user))

    def awaiting_review(self) -> "ReportQuerySet":
        return self.filter(state=Report.State.SUBMITTED).order_by("submitted_at", "pk")


class Report(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SUBMITTED = "submitted", _("à relire")
        RETURNED = "returned", _("à corriger")
        ACCEPTED = "accepted", _("accepté")
        SET_ASIDE = "set_aside", _("mis de côté")

    WRITABLE: ClassVar = {State.DRAFT, State.RETURNED}

    # Made on the tablet, so that a report is the same one wherever and whenever it arrives.
    id = models.UUIDField(primary_key=True, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.DRAFT)
    head = models.ForeignKey("ReportVersion", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("relu le"), null=True, blank=True)
    # By question: the version whose answer the teacher passed on to who keeps the project's entry.
    passed_on = models.JSONField(default=dict, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reportage")
        verbose_name_plural = _("reportages")
        ordering: ClassVar = ["submitted_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "submitted_at"], name="report_queue")]

    def __str__(self) -> str:
        return str(self.assignment)

    def has_passed_on(self, question_id: str) -> bool:
        """The answer that stands now: one that was written anew may be passed on anew."""
        told = self.versions.filter(pk=self.passed_on.get(question_id)).first()
        return bool(told and self.head and told.answers.get(question_id) == self.head.answers.get(question_id))


class ReportVersion(models.Model):
    id = models.UUIDField(primary_key=True, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, related_name="versions")
    # Not a foreign key: a version may arrive before the one it was written from.
    parent_id = models.UUIDField(null=True)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="report_versions")
    answers = models.JSONField(default=dict)
    photos = models.JSONField(default=list)
    wants_submit = models.BooleanField(default=False)
    # What else was answered on another tablet, by question: the pupil has not chosen yet.
    others = models.JSONField(default=dict)
    # The version that came together with the parent in this one; made here, not on a tablet.
    merges = models.UUIDField(null=True)
    device_time = models.DateTimeField()
    # By how many seconds the tablet's clock was ahead of ours, as far as it knew.
    clock_skew = models.IntegerField(null=True)
    device = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version de reportage")
        ordering: ClassVar = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.received_at:%Y-%m-%d %H:%M:%S}"
