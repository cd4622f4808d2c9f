from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Classroom, ClassroomTeacher, Invitation, User
from classrooms.models.users import TEACHERS_GROUP


class InvitationRefusal(Refusal):
    """Codes: ``unknown``, ``expired``, ``used``, ``foreign``."""

    code = "invitation"


def open_invitation(token: str) -> Invitation:
    """Return the invitation of an address, if it can still be accepted. Raises InvitationRefusal."""
    invitation = Invitation.objects.select_related("classroom__school", "invited_by").filter(token=token).first()
    if invitation is None:
        raise InvitationRefusal(_("Cette adresse ne mène à aucune invitation : elle a été retirée ou remplacée."),
                                code="unknown")  # fmt: skip
    if invitation.accepted_at is not None:
        raise InvitationRefusal(
            _("Cette invitation a déjà servi. Connectez-vous pour retrouver la classe."), code="used"
        )
    if invitation.expires_at <= timezone.now():
        raise InvitationRefusal(
            _("Cette invitation n’est plus valable. Demandez à %(who)s de vous en envoyer une autre.")
            % {"who": invitation.invited_by},
            code="expired",
        )
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Classroom:
    """Make the invited person a teacher, and a teacher of this class. Raises InvitationRefusal."""
    Invitation.objects.select_for_update().filter(token=token).first()
    invitation = open_invitation(token)
    if user.email.lower() != invitation.email.lower():
        raise InvitationRefusal(
            _("Cette invitation est adressée à %(email)s, et vous êtes connecté·e avec %(mine)s.")
            % {"email": invitation.email, "mine": user.email},
            code="foreign",
        )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    classroom: Classroom = invitation.classroom
    ClassroomTeacher.objects.get_or_create(classroom=classroom, user=user)
    user.groups.add(classroom.group, Group.objects.get(name=TEACHERS_GROUP))
    log(instance=classroom, action="classrooms.accept_invitation", user=user)
    return classroom


@transaction.atomic
def join_with_new_account(*, token: str, first_name: str, last_name: str, password: str = "") -> User:
    """Make the account of somebody who had none. Their e-mail address is proved by the address they came by.

    Without a password they sign in by codes sent to them. Raises InvitationRefusal: ``foreign`` where the account is
    there already.
    """
    invitation = open_invitation(token)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationRefusal(_("Vous avez déjà un compte : connectez-vous d’abord."), code="foreign")
    user = User.objects.create_user(invitation.email, password or None, first_name=first_name, last_name=last_name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    accept_invitation(token=token, user=user)
    return user
