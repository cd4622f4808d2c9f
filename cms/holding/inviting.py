"""A holder invites a project that is not here yet; whoever got the letter may want no more of them."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from classrooms.errors import Refusal
from cms.holding.forms import LONGEST_EMAIL
from cms.holding.views import EntryView
from cms.quotas import has_turn, network_of
from cms.registering.views import HONEYPOT
from investigations.directory.actions.invite_project import invitation_of, invite_project, want_no_letters

LETTERS_AN_HOUR = 5


class InviteProjectForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Le nom du projet, ou de la personne"), max_length=100,
        error_messages={"required": gettext_lazy("Écrivez un nom.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Son adresse e-mail"), max_length=LONGEST_EMAIL,
        help_text=gettext_lazy("Une seule lettre y part. L’adresse est oubliée après la réponse, ou trente jours."),
        error_messages={"required": gettext_lazy("Écrivez son adresse e-mail.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Votre mot, en une phrase"), max_length=200,
        error_messages={"required": gettext_lazy("Écrivez un mot, en une phrase.")},
    )  # fmt: skip


class InviteProjectView(EntryView):
    template_name = "cms/holding/invite_project.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(InviteProjectForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.POST.get(HONEYPOT):
            return self._sent()
        form = InviteProjectForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        if not self._has_turn():
            form.add_error(None, _("Beaucoup de lettres sont déjà parties. Essayez encore dans une heure."))
            return self._page(form)
        try:
            invite_project(by=self.holder, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("words" if refusal.code == "reaches" else None, str(refusal))
            return self._page(form)
        return self._sent()

    def _has_turn(self) -> bool:
        mine = has_turn("holder-invites-projects", self.email, at_most=LETTERS_AN_HOUR)
        return mine and has_turn("invites-projects", network_of(self.request), at_most=LETTERS_AN_HOUR * 2)

    def _sent(self) -> HttpResponse:
        self.back(_("C’est fait : une lettre part, sauf si cette adresse n’en veut pas."))
        return redirect("holder_invite_project", self.project.pk)

    def _page(self, form: InviteProjectForm) -> HttpResponse:
        invited = self.project.project_invitations.exclude(registered=None).select_related("registered")
        came = [one.registered for one in invited if one.registered.is_public]
        return self.page(form=form, honeypot=HONEYPOT, came=came)


class NoLettersView(View):
    """Without an account: the link in the letter is the proof. A program that follows links changes nothing."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        return self._page(request, done=False)

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        invitation = invitation_of(secret)
        if invitation is None:
            raise Http404
        want_no_letters(invitation=invitation)
        return self._page(request, done=True)

    def _page(self, request: HttpRequest, *, done: bool) -> HttpResponse:
        if invitation_of(self.kwargs["secret"]) is None:
            raise Http404
        response = render(request, "cms/registering/no_letters.html", {"done": done})
        response["Cache-Control"] = "no-store, private"
        return response
