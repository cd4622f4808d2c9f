"""Registering a project: an opening page, five steps, a code by e-mail. No account, no script."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from classrooms.errors import Refusal
from cms.holding.door import remember
from cms.quotas import has_turn, network_of
from cms.registering.forms import CodeForm
from cms.registering.placing import PICTURE, address_in, alike, alt_of, apart_from, has_answered, point_of
from cms.registering.so_far import so_far
from cms.registering.steps import BY_SLUG, STEPS, answers_of, first_wrong, form_of, typed_in
from investigations.directory.actions.enter_space import enter_once_registered
from investigations.directory.actions.invite_project import invitation_of
from investigations.directory.actions.register import (
    begin_registration,
    finish_registration,
    keep_step,
    send_registration_code,
)
from investigations.directory.models import ProjectInvitation, Registration
from investigations.directory.models.codes import hashed
from investigations.directory.tasks import REGISTRATIONS_KEPT

COOKIE = "registration"
COOKIE_PATH = "/projets/inscrire/"
# A person doesn't see it; a program fills it in.
HONEYPOT = "fax"
# After these steps an entry that looks alike may be found.
LOOKED_AFTER = ("lieu", "besoins")
BEGUN_AN_HOUR = 10
CODES_AN_HOUR = 10
# Of one browser: a pause of two seconds keeps it, a whole form has some dozens.
KEPT_AN_HOUR = 600
CODES_AN_ADDRESS = 5


class RegisteringView(View):
    registration: Registration | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = request.COOKIES.get(COOKIE, "")
        self.registration = Registration.objects.filter(key=hashed(secret)).first() if secret else None
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def step_page(self, name: str, number: int, **context: Any) -> HttpResponse:
        """One of the pages between opening and code, beside the entry as it stands. ``number``: of the step, from 1."""
        context |= {"steps": STEPS, "number": number, "so_far": so_far(self.registration)}
        return render(self.request, f"cms/registering/{name}.html", context)


class OpeningView(RegisteringView):
    def get(self, request: HttpRequest, refused: str = "") -> HttpResponse:
        secret = request.GET.get("invitation", "") or request.POST.get("invitation", "")
        context = {
            "registration": self.registration, "refused": refused, "steps": STEPS, "first": STEPS[0],
            "secret": secret, "invitation": invitation_of(secret) or invited_in(self.registration),
        }  # fmt: skip
        return render(request, "cms/registering/opening.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "forget" in request.POST:
            if self.registration:
                self.registration.delete()
            response: HttpResponse = redirect("register")
            response.delete_cookie(COOKIE, path=COOKIE_PATH)
            return response
        if self.registration:
            return redirect("register_step", STEPS[0].slug)
        if not has_turn("register", network_of(request), at_most=BEGUN_AN_HOUR):
            return self.get(
                request, _("Beaucoup d’inscriptions viennent de votre réseau. Essayez encore dans une heure.")
            )
        invitation = invitation_of(request.POST.get("invitation", ""))
        _registration, secret = begin_registration(invitation=invitation)
        response = redirect("register_step", STEPS[0].slug)
        response.set_cookie(
            COOKIE, secret, path=COOKIE_PATH, max_age=int(REGISTRATIONS_KEPT.total_seconds()), httponly=True,
            samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return response


class StepView(RegisteringView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["step"] not in BY_SLUG:
            raise Http404
        self.number = BY_SLUG[kwargs["step"]]
        self.step = STEPS[self.number]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, step: str) -> HttpResponse:
        if self.registration is None:
            return redirect("register")
        return self._page(form_of(self.step, self.registration, check="corriger" in request.GET))

    def post(self, request: HttpRequest, step: str) -> HttpResponse:
        if self.registration is None:
            return redirect("register")
        if request.POST.get(HONEYPOT):
            return redirect("register_thanks")
        typed = typed_in(self.step, request.POST)
        if "keep" in request.POST:
            return self._keep(request, typed)
        self.registration = keep_step(registration=self.registration, step=step, typed=typed)
        if "back" in request.POST and self.number:
            return redirect("register_step", STEPS[self.number - 1].slug)
        form = form_of(self.step, self.registration, check=True)
        if not form.is_valid():
            return self._page(form)
        if self.step is not STEPS[-1]:
            return redirect(after(self.registration, step))
        if wrong := first_wrong(self.registration):
            return redirect(f"{reverse('register_step', args=[wrong.slug])}?corriger=1")
        if refused := send_code(request, self.registration, form.cleaned_data["contact_email"]):
            form.add_error(None, refused)
            return self._page(form)
        return redirect("register_code")

    def _keep(self, request: HttpRequest, typed: dict[str, list[str]]) -> HttpResponse:
        """While somebody types: nothing is checked, nothing is said but that it is kept."""
        registration = self.registration
        if registration is None or not has_turn("register-keep", registration.key, at_most=KEPT_AN_HOUR):
            return JsonResponse({"kept": False}, status=429)
        keep_step(registration=registration, step=self.step.slug, typed=typed)
        return JsonResponse({"kept": True})

    def _page(self, form: Any) -> HttpResponse:
        return self.step_page("step", self.number + 1, form=form, step=self.step, honeypot=HONEYPOT)


class CodeView(RegisteringView):
    def get(self, request: HttpRequest) -> HttpResponse:
        if self.registration is None or not self.registration.email:
            return redirect("register")
        return self._page(CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        registration = self.registration
        if registration is None or not registration.email:
            return redirect("register")
        if "again" in request.POST:
            form = CodeForm({})
            form.errors.clear()
            if refused := send_code(request, registration, registration.email):
                form.add_error(None, refused)
                return self._page(form)
            return redirect(f"{reverse('register_code')}?encore=1")
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        if wrong := first_wrong(registration):
            return redirect(f"{reverse('register_step', args=[wrong.slug])}?corriger=1")
        try:
            finish_registration(
                registration=registration,
                code=form.cleaned_data["code"],
                answers=answers_of(registration) | point_of(registration) | alt_of(registration),
                apart=apart_from(registration),
            )
        except Refusal as refusal:
            form.add_error("code", str(refusal))
            return self._page(form)
        response = remember(redirect("register_thanks"), enter_once_registered(email=registration.email))
        response.delete_cookie(COOKIE, path=COOKIE_PATH)
        return response

    def _page(self, form: CodeForm) -> HttpResponse:
        context = {
            "form": form, "registration": self.registration, "steps": STEPS, "last": STEPS[-1],
            "again": "encore" in self.request.GET,
        }  # fmt: skip
        return render(self.request, "cms/registering/code.html", context)


class ThanksView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "cms/registering/thanks.html")


def invited_in(registration: Registration | None) -> ProjectInvitation | None:
    return registration.invitation if registration else None


def after(registration: Registration, slug: str) -> str:
    """Where to go when that step is right: is the place right, is the project here already, or the next step."""
    if slug == "lieu":
        address = address_in(registration)
        if address and not has_answered(registration, address):
            return reverse("register_place")
    if slug in LOOKED_AFTER and alike(registration):
        return f"{reverse('register_alike')}?apres={slug}"
    if slug == "besoins" and PICTURE not in registration.typed:
        return reverse("register_picture")
    return reverse("register_step", args=[STEPS[BY_SLUG[slug] + 1].slug])


def send_code(request: HttpRequest, registration: Registration, email: str) -> str:
    """Why none was sent, if so."""
    network, address = network_of(request), email.lower()
    mine = has_turn("register-code", network, at_most=CODES_AN_HOUR)
    if not (mine and has_turn("register-code-to", address, at_most=CODES_AN_ADDRESS)):
        return _("Beaucoup de codes sont déjà partis. Cherchez dans vos e-mails, ou essayez encore dans une heure.")
    send_registration_code(registration=registration, email=address)
    return ""
