"""A picture, for who has one: between two steps, and not asked for twice."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from cms.projects.picturing import PictureForm, private_picture
from cms.quotas import has_turn, network_of
from cms.registering.placing import PICTURE
from cms.registering.views import HONEYPOT, RegisteringView
from investigations.directory.actions.keep_picture import drop_registration_picture, keep_registration_picture
from investigations.directory.actions.register import keep_step

PICTURES_AN_HOUR = 40
AFTER = "contact"


class PictureView(RegisteringView):
    def get(self, request: HttpRequest) -> HttpResponse:
        if self.registration is None:
            return redirect("register")
        kept = self.registration.typed.get(PICTURE, {}).get("picture_alt", [""])
        return self._page(PictureForm(initial={"picture_alt": kept[0]}, has_picture=self._has_picture()))

    def post(self, request: HttpRequest) -> HttpResponse:
        registration = self.registration
        if registration is None:
            return redirect("register")
        if request.POST.get(HONEYPOT):
            return redirect("register_thanks")
        if "remove" in request.POST:
            drop_registration_picture(registration=registration)
            return redirect("register_picture")
        refused = self._take(request)
        alt = request.POST.get("picture_alt", "").replace("\x00", "")[:250]
        keep_step(registration=registration, step=PICTURE, typed={"picture_alt": [alt]})
        form = PictureForm({"picture_alt": alt}, has_picture=self._has_picture())
        if refused:
            form.add_error("picture", refused)
        if not form.is_valid():
            return self._page(form)
        return redirect("register_step", AFTER)

    def _take(self, request: HttpRequest) -> str:
        """Kept at once, whatever its words are. Why not, if so."""
        upload = request.FILES.get("picture")
        if not upload or self.registration is None:
            return ""
        if not has_turn("register-picture", network_of(request), at_most=PICTURES_AN_HOUR):
            return _("Beaucoup d’images viennent de votre réseau. Essayez encore dans une heure.")
        try:
            keep_registration_picture(registration=self.registration, upload=upload)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def _has_picture(self) -> bool:
        return self.registration is not None and self.registration.pictures.exists()

    def _page(self, form: PictureForm) -> HttpResponse:
        picture = self.registration.pictures.first() if self.registration else None
        return self.step_page("picture", 4, form=form, picture=picture, honeypot=HONEYPOT)


class PictureFileView(RegisteringView):
    """To the browser that sent it."""

    def get(self, request: HttpRequest, picture: Any) -> HttpResponseBase:
        if self.registration is None:
            return redirect("register")
        return private_picture(get_object_or_404(self.registration.pictures.all(), pk=picture))
