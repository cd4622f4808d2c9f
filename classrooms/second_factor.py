"""Who must show a second factor to enter the admin, and who has."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from classrooms.models import User


def is_demanded_of(user: User) -> bool:
    """Teachers are offered one; who edits the public site, or may do all, must have one."""
    return bool(settings.MFA_DEMANDED and user.is_editor)


def is_set_up(user: User) -> bool:
    """Codes to fall back on alone are none: they come with an application."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def was_shown(request: HttpRequest) -> bool:
    """In this session: one that was open before the factor was set up, or set up anew, has shown nothing of it."""
    records = get_authentication_records(request, request.user)
    shown = {record["id"] for record in records if record["method"] == "mfa"}
    return bool(shown) and Authenticator.objects.filter(user=request.user, pk__in=shown).exists()


def count_as_shown(*, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Setting an application up took a code of it: the same person is not asked for another at once."""
    if authenticator.type == Authenticator.Type.TOTP:
        seen = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, "mfa", **seen)
