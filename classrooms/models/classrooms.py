import datetime
import secrets
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from classrooms.models.schools import School
from classrooms.models.users import User

if TYPE_CHECKING:
    from classrooms.models.pupils import Pupil
    from classrooms.models.teams import Team
    from classrooms.models.year_ends import YearEnd


class Level(models.TextChoices):
    CP = "CP", "CP"
    CE1 = "CE1", "CE1"
    CE2 = "CE2", "CE2"
    CM1 = "CM1", "CM1"
    CM2 = "CM2", "CM2"
    SIXIEME = "6e", "6e"
    CINQUIEME = "5e", "5e"
    QUATRIEME = "4e", "4e"
    TROISIEME = "3e", "3e"


def current_school_year() -> int:
    """The year in which the school year began: it turns on 1 August."""
    today = timezone.localdate()
    return today.year if today.month >= 8 else today.year - 1


class ClassroomQuerySet(models.QuerySet["Classroom"]):
    def visible_to(self, user: User) -> "ClassroomQuerySet":
        """Teachers see the classes they teach; administrators all; editors none: pupils are not theirs."""
        if not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(Q(memberships__user=user)).distinct() if user.is_teacher else self.none()

    def held_alone_by(self, user: User) -> "ClassroomQuerySet":
        """Classes with pupils, of which no other teacher still signs in; none whose year was forgotten."""
        others = ClassroomTeacher.objects.filter(user__in=User.objects.in_use()).exclude(user=user)
        held = self.filter(memberships__user=user, pupils__isnull=False, year_end__forgotten_at=None).distinct()
        return held.exclude(pk__in=others.values("classroom"))

    def with_open_door(self) -> "ClassroomQuerySet":
        return self.filter(door_closes_at__gt=timezone.now())


class Classroom(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="classrooms", verbose_name=_("école"))
    name = models.CharField(_("nom de la classe"), max_length=60, help_text=_("Par exemple : CM2 A."))
    levels = models.JSONField(_("niveaux"), default=list)
    school_year = models.PositiveSmallIntegerField(_("année scolaire"), default=current_school_year)
    code = models.CharField(_("code de la classe"), max_length=6, unique=True, editable=False)
    door_closes_at = models.DateTimeField(_("porte ouverte jusqu’à"), null=True, blank=True, editable=False)
    teachers = models.ManyToManyField(User, through="ClassroomTeacher", related_name="classrooms")
    # Made with the class by actions.create_classroom, so that Wagtail's own permissions hold for stories and images.
    group = models.OneToOneField(Group, models.PROTECT, related_name="classroom", editable=False)
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="classroom", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClassroomQuerySet.as_manager()

    pupils: "models.QuerySet[Pupil]"
    teams: "models.QuerySet[Team]"
    year_end: "YearEnd"

    class Meta:
        verbose_name = _("classe")
        verbose_name_plural = _("classes")
        ordering: ClassVar = ["-school_year", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} · {self.school.name}"

    @property
    def school_year_label(self) -> str:
        return f"{self.school_year}–{self.school_year + 1}"

    @property
    def levels_label(self) -> str:
        return ", ".join(self.levels)

    @property
    def door_is_open(self) -> bool:
        return self.door_closes_at is not None and self.door_closes_at > timezone.now()

    @property
    def is_closed(self) -> bool:
        return hasattr(self, "year_end") and self.year_end.is_closed

    @property
    def is_forgotten(self) -> bool:
        """Nothing but counts is left, and whoever a story still shows."""
        return hasattr(self, "year_end") and self.year_end.is_forgotten

    @property
    def owner(self) -> User | None:
        membership = next((m for m in self.memberships.all() if m.role == ClassroomTeacher.Role.OWNER), None)
        return membership.user if membership else None


class ClassroomTeacher(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", _("responsable")
        CO_TEACHER = "co_teacher", _("co-enseignant·e")

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.CO_TEACHER)

    class Meta:
        verbose_name = _("enseignant·e de la classe")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["classroom", "user"], name="teacher_once_per_classroom"),
            models.UniqueConstraint(fields=["classroom"], condition=Q(role="owner"), name="one_owner_per_classroom"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.classroom}"


def new_invitation_token() -> str:
    return secrets.token_urlsafe(32)


def invitation_end() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A co-teacher asked by e-mail; the address in the e-mail makes the account if there is none."""

    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("adresse e-mail"))
    token = models.CharField(max_length=64, unique=True, default=new_invitation_token, editable=False)
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=invitation_end)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["classroom", "email"], condition=Q(accepted_at=None), name="one_pending_invitation_per_email"
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.classroom}"
