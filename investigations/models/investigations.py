import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Revision

from classrooms.models import Classroom, Pupil, Team, User
from investigations.directory.models import CitizenProject
from investigations.models.guides import Guide
from investigations.questions import Question, QuestionsBlock, as_questions


class InvestigationQuerySet(models.QuerySet["Investigation"]):
    def visible_to(self, user: User) -> "InvestigationQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user))


class Investigation(models.Model):
    """One classroom investigates one project."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("en préparation")
        OPEN = "open", _("ouverte")
        REVIEWING = "reviewing", _("en relecture")
        CLOSED = "closed", _("terminée")

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="investigations", verbose_name=_("classe"))
    project = models.ForeignKey(
        CitizenProject, models.PROTECT, related_name="investigations", verbose_name=_("projet citoyen")
    )
    guide = models.ForeignKey(Guide, models.PROTECT, related_name="investigations", verbose_name=_("guide d’enquête"))
    starts_on = models.DateField(_("premier jour"), null=True, blank=True)
    ends_on = models.DateField(_("dernier jour"), null=True, blank=True)
    camera_only = models.BooleanField(
        _("photos de l’appareil seulement"), default=True,
        help_text=_("La galerie d’une tablette partagée peut contenir les photos d’un autre enfant."),
    )  # fmt: skip
    own_questions = StreamField(QuestionsBlock(required=False), verbose_name=_("questions de la classe"), blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.PREPARING, editable=False)
    # Set when it opens: editing the guide later never changes what the pupils answered.
    guide_revision = models.ForeignKey(Revision, models.PROTECT, null=True, editable=False, related_name="+")
    frozen_questions = models.JSONField(default=list, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvestigationQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquête")
        verbose_name_plural = _("enquêtes")
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.project.name} · {self.classroom.name}"

    def clean(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Le dernier jour vient avant le premier.")})

    @property
    def questions(self) -> list[Question]:
        """What is asked: frozen from the opening on; until then what the guide and the class say today."""
        if self.state != self.State.PREPARING:
            return self.frozen_questions
        return self.guide.as_questions() + as_questions(self.own_questions)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User) -> "AssignmentQuerySet":
        return self.of_somebody().filter(investigation__in=Investigation.objects.visible_to(user))

    def of_somebody(self) -> "AssignmentQuerySet":
        return self.exclude(pupil=None, team=None)

    def unused(self) -> "AssignmentQuerySet":
        """For which nothing has arrived yet."""
        return self.filter(reports=None, photos=None)

    def of_pupil(self, pupil: Pupil) -> "AssignmentQuerySet":
        """The missions on a pupil's tablet: their own and their team's, of investigations that have opened."""
        mine = Q(pupil=pupil) | Q(team__isnull=False, team=pupil.team_id)
        return self.filter(mine, investigation__classroom=pupil.classroom_id).exclude(
            investigation__state=Investigation.State.PREPARING
        )


class Assignment(models.Model):
    """What one pupil or one team does in an investigation (on screen: mission).

    Nobody's once the class was forgotten: it then holds what a kept story is made of.
    """

    class Role(models.TextChoices):
        INTERVIEWER = "interviewer", _("intervieweur")
        PHOTOGRAPHER = "photographer", _("photographe")
        WRITER = "writer", _("rédacteur")
        TIMEKEEPER = "timekeeper", _("maître du temps")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="assignments")
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, blank=True, related_name="assignments")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="assignments")
    role = models.CharField(_("rôle"), max_length=12, choices=Role, blank=True)
    question_ids = models.JSONField(_("questions"), default=list, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering: ClassVar = ["investigation", "team__name", "pupil__public_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pupil__isnull=True) | Q(team__isnull=True), name="assignment_to_one_at_most"
            ),
            models.UniqueConstraint(fields=["investigation", "pupil"], name="one_assignment_per_pupil"),
            models.UniqueConstraint(fields=["investigation", "team"], name="one_assignment_per_team"),
        ]

    def __str__(self) -> str:
        return f"{self.who} · {self.investigation}"

    @property
    def who(self) -> str:
        """Public name of the pupil or name of the team."""
        return str(self.pupil or self.team or "")

    @property
    def questions(self) -> list[Question]:
        """Those that are theirs; all when none was chosen."""
        wanted = set(self.question_ids)
        return [q for q in self.investigation.questions if not wanted or q["id"] in wanted]
