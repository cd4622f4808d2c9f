from collections.abc import Callable

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from classrooms import second_factor
from workshop.middleware import ACCOUNT_PREFIX, ADMIN_PREFIX

# Where the factor is shown, and the way out.
ALWAYS_OPEN = ("mfa_reauthenticate", "account_logout")


class SecondFactorMiddleware:
    """Where a second factor is demanded, no address of the admin answers before it is set up and was shown.

    A session from before it was set up gets none of the account's pages either: it could make itself new codes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._led_away(request) or self.get_response(request)

    def _led_away(self, request: HttpRequest) -> HttpResponse | None:
        to_admin = request.path.startswith(ADMIN_PREFIX)
        if not (to_admin or request.path.startswith(ACCOUNT_PREFIX)) or not request.user.is_authenticated:
            return None
        if not second_factor.is_demanded_of(request.user):
            return None
        if not second_factor.is_set_up(request.user):
            return redirect("mfa_activate_totp") if to_admin else None
        if second_factor.was_shown(request) or request.path in map(reverse, ALWAYS_OPEN):
            return None
        here = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({REDIRECT_FIELD_NAME: here})}")
