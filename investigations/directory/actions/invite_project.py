"""Who keeps an entry invites another project to register: one letter, and no second one within a month."""

import datetime
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from investigations.directory.letters import write
from investigations.directory.models import (
    CitizenProject,
    NoInvitation,
    ProjectHolder,
    ProjectInvitation,
    Registration,
)
from investigations.directory.models.codes import hashed
from investigations.directory.models.inviting import digest_of
from investigations.directory.sentences import check_sentence

AGAIN_AFTER = datetime.timedelta(days=30)
A_MONTH = 20


@transaction.atomic
def invite_project(*, by: ProjectHolder, email: str, name: str, words: str) -> None:
    """Says nothing of whether that address takes letters. Raises Refusal(private | written | many | reaches | names).

    Of an address that wants none only the digest is stored, as of one that was written to.
    """
    project = CitizenProject.objects.select_for_update(of=("self",)).get(pk=by.project_id)
    if not project.is_public:
        raise Refusal(_("Votre fiche doit être publiée pour inviter quelqu’un."), code="private")
    lately = project.project_invitations.filter(sent_at__gt=timezone.now() - AGAIN_AFTER)
    if lately.to(email).exists():
        raise Refusal(_("Vous avez écrit à cette adresse il y a moins d’un mois."), code="written")
    if lately.count() >= A_MONTH:
        raise Refusal(_("%(most)s lettres par mois au plus.") % {"most": A_MONTH}, code="many")
    # The letter goes to a stranger: the holder's own name may stand in it.
    words, name = check_sentence(words, []), check_sentence(name, [])
    secret, digest = secrets.token_urlsafe(24), digest_of(email)
    invitation = ProjectInvitation(by=project, key=hashed(secret), digest=digest)
    log(instance=project, action="directory.invite_project")
    if not NoInvitation.objects.filter(digest=digest).exists():
        invitation.email, invitation.name, invitation.words = email.lower(), name, words
        _write_to(invitation, by, secret)
    invitation.save()


def _write_to(invitation: ProjectInvitation, by: ProjectHolder, secret: str) -> None:
    register, no_more = reverse("register"), reverse("register_no_letters", args=[secret])
    with translation.override(settings.LANGUAGE_CODE):
        write(
            "project_invited", to=invitation.email, project=invitation.by, by=by, invited=invitation.name,
            words=invitation.words, register=f"{settings.BASE_URL}{register}?invitation={secret}",
            no_more=settings.BASE_URL + no_more,
        )  # fmt: skip


def invitation_of(secret: str) -> ProjectInvitation | None:
    """What a letter's link leads to, until it is answered."""
    waiting = ProjectInvitation.objects.filter(registered=None).select_related("by")
    return waiting.filter(key=hashed(secret)).first() if secret else None


@transaction.atomic
def want_no_letters(*, invitation: ProjectInvitation) -> None:
    """From any project, for good."""
    if invitation.digest:
        NoInvitation.objects.get_or_create(digest=invitation.digest)
        for known in ProjectInvitation.objects.filter(digest=invitation.digest):
            _forget(known)


def note_invited(*, registration: Registration, project: CitizenProject) -> None:
    """Who was invited has registered: of the invitation stays who brought whom."""
    invitation = registration.invitation
    if invitation and invitation.registered_id is None:
        invitation.registered = project
        _forget(invitation)


def _forget(invitation: ProjectInvitation) -> None:
    """The digest stays its month, so that nobody is written to twice."""
    invitation.email, invitation.name, invitation.words = "", "", ""
    invitation.save()
