import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from classrooms.letters import unseal
from classrooms.models import Invitation, Tablet

# So long their address still says why it no longer works.
INVITATIONS_KEPT_AFTER_END = datetime.timedelta(days=30)
# So long a teacher sees which tablets were there, and a rescue file of one can be loaded again.
TABLETS_KEPT_AFTER_LEAVING = datetime.timedelta(days=90)


# Somebody stands at the door.
@task(priority=10)
def send_letter(sealed: str) -> None:
    """A letter about an account, as ``classrooms.letters.seal`` made it."""
    unseal(sealed).send()


@task()
def send_invitation(invitation_id: int, language: str) -> None:
    """Send the newest address of an invitation; nothing where it was withdrawn meanwhile."""
    invitation = (
        Invitation.objects.pending().select_related("classroom__school", "invited_by").filter(pk=invitation_id).first()
    )
    if invitation is None:
        return
    path = reverse("invitation", args=[invitation.token])
    context = {"invitation": invitation, "classroom": invitation.classroom, "address": f"{settings.BASE_URL}{path}"}
    with translation.override(language):
        subject = render_to_string("classrooms/email/invitation_subject.txt", context)
        body = render_to_string("classrooms/email/invitation.txt", context)
    send_mail(" ".join(subject.split()), body, None, [invitation.email])


@task()
def forget_invitations() -> None:
    end = timezone.now() - INVITATIONS_KEPT_AFTER_END
    Invitation.objects.filter(Q(accepted_at__lt=end) | Q(accepted_at=None, expires_at__lt=end)).delete()


@task()
def forget_tablets() -> None:
    Tablet.objects.filter(left_at__lt=timezone.now() - TABLETS_KEPT_AFTER_LEAVING).delete()
