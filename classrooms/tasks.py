import datetime
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task
from wagtail.users.models import UserProfile

from classrooms.letters import unseal
from classrooms.models import IdleWarning, Invitation, Tablet
from classrooms.models.idleness import NOTICE, Ties, ties_of
from classrooms.models.users import User

# What a mail server says of an address that will never exist (RFC 5321, 4.2.1).
REFUSED_FOR_GOOD = 500
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
def send_idle_warning(warning_id: int) -> None:
    """Tell somebody that their account closes, or why it stays. A letter that can't leave is begun anew another day."""
    warning = IdleWarning.objects.filter(pk=warning_id, sent_at=None).select_related("user").first()
    if warning is None or not User.objects.idle().filter(pk=warning.user_id).exists():
        return
    ties = ties_of(warning.user)
    warning.closes_on = None if ties else timezone.localdate() + NOTICE
    try:
        _send_idle_warning(warning, ties)
    except smtplib.SMTPRecipientsRefused as refused:
        # A mailbox that is gone for good can't be warned, and its account need not stay.
        if any(code < REFUSED_FOR_GOOD for code, _reason in refused.recipients.values()):
            warning.delete()
            raise
    except Exception:
        warning.delete()
        raise
    IdleWarning.objects.filter(pk=warning.pk).update(sent_at=timezone.now(), closes_on=warning.closes_on)


def _send_idle_warning(warning: IdleWarning, ties: Ties) -> None:
    context = {
        "user": warning.user,
        "day": warning.closes_on,
        "ties": ties,
        "address": f"{settings.BASE_URL}{reverse('account_login')}",
    }
    languages = UserProfile.objects.filter(user=warning.user).values_list("preferred_language", flat=True)
    with translation.override(languages.first() or settings.LANGUAGE_CODE):
        subject = render_to_string("classrooms/email/idle_subject.txt", context)
        body = render_to_string("classrooms/email/idle.txt", context)
    send_mail(" ".join(subject.split()), body, None, [warning.user.email])


@task()
def forget_invitations() -> None:
    end = timezone.now() - INVITATIONS_KEPT_AFTER_END
    Invitation.objects.filter(Q(accepted_at__lt=end) | Q(accepted_at=None, expires_at__lt=end)).delete()


@task()
def forget_tablets() -> None:
    Tablet.objects.filter(left_at__lt=timezone.now() - TABLETS_KEPT_AFTER_LEAVING).delete()
