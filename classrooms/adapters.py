"""How adults come in: no open sign-up, one door for password, code and MFA."""

import time
from typing import Any, ClassVar

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from classrooms import second_factor
from classrooms.letters import seal
from classrooms.tasks import send_letter
from workshop.printing.colours import INK


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Trop d’essais pour cette adresse e-mail. Attendez un quart d’heure, ou demandez un code par e-mail."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Teachers are invited by e-mail or made by an administrator; nobody signs up alone."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Written now, while the request is known; sent by the worker (classrooms/letters.py)."""
        known = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        send_letter.enqueue(seal(self.render_mail(template_prefix, email, known | context)))

    def is_safe_url(self, url: str) -> bool:
        """Back to this very host: one that the server also answers to, such as 127.0.0.1, may be the reader's own."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago sets up a first second factor without typing the same again."""
        user = self.request.user
        if app == "allauth.mfa" and user.is_authenticated and not second_factor.is_set_up(user):
            records = get_authentication_records(self.request, user)
            if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
                return False
        return super().is_reauthentication_required(app=app, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Votre rôle demande un second facteur : il ne s’arrête pas."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor.is_demanded_of(authenticator.user)

    def build_totp_svg(self, url: str) -> str:
        """Markup for the page itself: our policy lets no picture come from a data: address."""
        return segno.make(url, micro=False).svg_inline(scale=4, omitsize=True, dark=INK)


def login_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """The name that django-axes counts wrong tries under: the e-mail address typed, in lower case."""
    typed = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return str(typed).strip().lower() if typed else None
