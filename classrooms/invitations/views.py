"""The address in an invitation's e-mail: a public page, since the invited person may have no account yet."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import login, password_validation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from classrooms.actions.accept_invitation import (
    InvitationRefusal,
    accept_invitation,
    join_with_new_account,
    open_invitation,
)
from classrooms.models import Invitation, User

STATUS = {"unknown": 404, "expired": 410, "used": 410, "foreign": 403}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class NewAccountForm(forms.Form):
    first_name = forms.CharField(
        label=gettext_lazy("Prénom"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Écrivez votre prénom.")},
    )  # fmt: skip
    last_name = forms.CharField(
        label=gettext_lazy("Nom"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": gettext_lazy("Écrivez votre nom.")},
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Mot de passe"), required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Vous pouvez le laisser vide : vous recevrez un code par e-mail à chaque connexion."),
    )  # fmt: skip

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            password_validation.validate_password(password)
        return password


class InvitationView(View):
    """Signed in: one button. With an account: sign in first. Without: name and password make it."""

    http_method_names: ClassVar = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except InvitationRefusal as refusal:
            context = {"message": refusal.message, "code": refusal.code}
            response = render(request, "classrooms/invitation_refused.html", context, status=STATUS[refusal.code])
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "no-referrer"  # the address is a key
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation = open_invitation(token)
        if request.user.is_authenticated:
            self._check_address(request.user, invitation)
        return self._page(request, invitation, NewAccountForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        invitation = open_invitation(token)
        if request.user.is_authenticated:
            return self._enter(accept_invitation(token=token, user=request.user).pk)
        form = NewAccountForm(request.POST)
        if self._has_account(invitation) or not form.is_valid():
            return self._page(request, invitation, form)
        user = join_with_new_account(token=token, **form.cleaned_data)
        login(request, user, backend=BACKEND)
        return self._enter(invitation.classroom_id)

    def _page(self, request: HttpRequest, invitation: Invitation, form: NewAccountForm) -> HttpResponse:
        context = {"invitation": invitation, "form": form, "has_account": self._has_account(invitation)}
        return render(request, "classrooms/invitation.html", context)

    def _enter(self, classroom_id: int) -> HttpResponse:
        return redirect(reverse("classrooms:page", args=[classroom_id]))

    def _has_account(self, invitation: Invitation) -> bool:
        return User.objects.filter(email__iexact=invitation.email).exists()

    def _check_address(self, user: User, invitation: Invitation) -> None:
        if user.email.lower() != invitation.email.lower():
            raise InvitationRefusal(
                _("Cette invitation est adressée à %(email)s, et vous êtes connecté·e avec %(mine)s.")
                % {"email": invitation.email, "mine": user.email},
                code="foreign",
            )
