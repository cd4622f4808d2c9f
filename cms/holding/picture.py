"""A holder shows a picture, changes it, or takes it away."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from cms.holding.views import EntryView
from cms.projects.picturing import PictureForm, private_picture
from cms.quotas import has_turn
from investigations.directory.actions.keep_entry import newest_version
from investigations.directory.actions.keep_picture import change_picture, remove_picture
from investigations.directory.models import CitizenProject

PICTURES_AN_HOUR = 20


class PictureView(EntryView):
    template_name = "cms/holding/picture.html"

    @cached_property
    def newest(self) -> CitizenProject:
        return newest_version(self.project)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self._form(initial={"picture_alt": self.newest.picture_alt}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "remove" in request.POST:
            remove_picture(project=self.project)
            return self.back(_("L’image est retirée, et effacée de nos serveurs."))
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        upload = form.cleaned_data["picture"]
        if upload and not has_turn("holder-picture", self.email, at_most=PICTURES_AN_HOUR):
            form.add_error("picture", _("Beaucoup d’images sont déjà arrivées. Essayez encore dans une heure."))
            return self._page(form)
        try:
            change_picture(project=self.project, upload=upload, alt=form.cleaned_data["picture_alt"])
        except Refusal as refusal:
            if refusal.code == "locked":
                raise
            form.add_error("picture", str(refusal))
            return self._page(form)
        return self.back(_("C’est enregistré. L’image est relue avant de paraître."))

    def _form(self, *args: object, **kwargs: object) -> PictureForm:
        return PictureForm(*args, has_picture=self.newest.picture_id is not None, **kwargs)

    def _page(self, form: PictureForm) -> HttpResponse:
        return self.page(form=form, picture=self.newest.picture)


class PictureFileView(EntryView):
    def get(self, request: HttpRequest, pk: int, picture: uuid.UUID) -> HttpResponseBase:  # type: ignore[override]
        return private_picture(get_object_or_404(self.project.pictures.all(), pk=picture))
