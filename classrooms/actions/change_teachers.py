"""Who teaches a class. Wagtail's permissions follow from the class's group, kept in step here."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Classroom, ClassroomTeacher, User

Role = ClassroomTeacher.Role


@transaction.atomic
def remove_teacher(*, membership: ClassroomTeacher, user: User) -> None:
    """The owner removes co-teachers; co-teachers may leave. The owner stays until somebody else is."""
    if membership.role == Role.OWNER:
        raise Refusal(
            _("Confiez d’abord la classe à un·e collègue : une classe a toujours un·e responsable."), code="owner"
        )
    if user != membership.user:
        _owners_only(membership.classroom, user)
    membership.user.groups.remove(membership.classroom.group)
    membership.delete()
    log(instance=membership.classroom, action="classrooms.remove_teacher", user=user)


@transaction.atomic
def hand_over(*, membership: ClassroomTeacher, user: User) -> None:
    """Make a co-teacher the owner; the owner becomes a co-teacher."""
    classroom = Classroom.objects.select_for_update(of=("self",)).get(pk=membership.classroom_id)
    _owners_only(classroom, user)
    classroom.memberships.filter(role=Role.OWNER).update(role=Role.CO_TEACHER)
    classroom.memberships.filter(pk=membership.pk).update(role=Role.OWNER)
    membership.refresh_from_db()
    log(instance=classroom, action="classrooms.hand_over", user=user)


def _owners_only(classroom: Classroom, user: User) -> None:
    if not user.is_superuser and not classroom.memberships.filter(user=user, role=Role.OWNER).exists():
        raise Refusal(_("Seul·e le ou la responsable de la classe peut faire cela."), code="not_owner")
