from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.actions.end_year import check_open
from classrooms.errors import Refusal
from classrooms.models import Classroom, Invitation, User
from classrooms.models.classrooms import invitation_end, new_invitation_token
from classrooms.tasks import send_invitation


@transaction.atomic
def invite_teacher(*, classroom: Classroom, user: User, email: str) -> Invitation:
    """Ask somebody to teach this class too. Asking again sends a new address; the old one is dead."""
    check_open(classroom)
    email = email.strip().lower()
    if classroom.memberships.filter(user__email__iexact=email).exists():
        raise Refusal(_("Cette personne est déjà dans la classe."), code="member")
    invitation, made = Invitation.objects.select_for_update().get_or_create(
        classroom=classroom, email=email, accepted_at=None, defaults={"invited_by": user}
    )
    if not made:
        invitation.token, invitation.expires_at = (new_invitation_token(), invitation_end())
        invitation.invited_by = user
        invitation.save(update_fields=["token", "expires_at", "invited_by"])
    log(instance=classroom, action="classrooms.invite_teacher", user=user)
    language = translation.get_language() or "fr"
    transaction.on_commit(lambda: send_invitation.enqueue(invitation.pk, language))
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, user: User) -> None:
    if invitation.accepted_at is not None:
        raise Refusal(_("Cette invitation a déjà été acceptée."), code="used")
    classroom = invitation.classroom
    invitation.delete()
    log(instance=classroom, action="classrooms.withdraw_invitation", user=user)
