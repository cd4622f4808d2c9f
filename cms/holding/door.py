"""The holders' own session: a cookie of their space alone, no account, ended by signing out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from classrooms.errors import Refusal
from cms.holding.forms import EmailForm
from cms.quotas import has_turn, network_of
from cms.registering.forms import CodeForm
from investigations.directory.actions.enter_space import ask_to_enter, enter, leave
from investigations.directory.models import HolderVisit, ProjectHolder
from investigations.directory.models.codes import hashed

COOKIE = "holder"
COOKIE_PATH = "/projets/mon-projet/"
CODES_AN_HOUR = 10
CODES_AN_ADDRESS = 5


def remember(response: HttpResponse, secret: str) -> HttpResponse:
    response.set_cookie(
        COOKIE, secret, path=COOKIE_PATH, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


class SpaceView(View):
    """``visit`` is this browser's, ``email`` the address that it has proved."""

    visit: HolderVisit | None
    email = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = request.COOKIES.get(COOKIE, "")
        self.visit = HolderVisit.objects.filter(key=hashed(secret)).first() if secret else None
        if self.visit and HolderVisit.objects.open().filter(pk=self.visit.pk).exists():
            self.email = self.visit.email
        response = self.answer(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        return response

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)


class HolderView(SpaceView):
    """The door; or, once inside, one's entries."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.email:
            return self._door(EmailForm())
        mine = ProjectHolder.objects.of(self.email).select_related("project")
        if len(mine) == 1 and mine[0].confirmed_at and "toutes" not in request.GET:
            return redirect("holder_entry", mine[0].project_id)
        return render(request, "cms/holding/entries.html", {"holders": mine, "email": self.email})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmailForm(request.POST)
        if not form.is_valid():
            return self._door(form)
        email = form.cleaned_data["email"]
        if not self._has_turn(email):
            form.add_error(None, _("Beaucoup de codes sont déjà partis. Essayez encore dans une heure."))
            return self._door(form)
        if self.visit:
            leave(visit=self.visit)
        _visit, secret = ask_to_enter(email=email)
        return remember(redirect("holder_code"), secret)

    def _has_turn(self, email: str) -> bool:
        mine = has_turn("holder-code", network_of(self.request), at_most=CODES_AN_HOUR)
        return mine and has_turn("holder-code-to", email, at_most=CODES_AN_ADDRESS)

    def _door(self, form: EmailForm) -> HttpResponse:
        return render(self.request, "cms/holding/door.html", {"form": form})


class HolderCodeView(SpaceView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(CodeForm()) if self.visit and not self.email else redirect("holder")

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.visit is None or self.email:
            return redirect("holder")
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            secret = enter(visit=self.visit, code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", str(refusal))
            return self._page(form)
        return remember(redirect("holder"), secret)

    def _page(self, form: CodeForm) -> HttpResponse:
        return render(self.request, "cms/holding/code.html", {"form": form, "email": self.visit and self.visit.email})


class SignOutView(SpaceView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.visit:
            leave(visit=self.visit)
        messages.success(request, _("Vous êtes sorti·e de cet espace."))
        response = redirect("holder")
        response.delete_cookie(COOKIE, path=COOKIE_PATH)
        response["Clear-Site-Data"] = '"cache"'
        return response
