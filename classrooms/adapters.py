"""How adults come in: no open sign-up, one door for password, code and MFA."""

from typing import Any, ClassVar

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


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


class MFAAdapter(DefaultMFAAdapter):
    def build_totp_svg(self, url: str) -> str:
        """Markup for the page itself: our policy lets no picture come from a data: address."""
        return segno.make(url, micro=False).svg_inline(scale=4, omitsize=True, dark="#1c2333")


def login_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """The name that django-axes counts wrong tries under: the e-mail address typed, in lower case."""
    typed = (credentials or {}).get("email") or (credentials or {}).get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return str(typed).strip().lower() if typed else None
