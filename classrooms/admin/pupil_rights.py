"""What a family may ask for: a pupil's file, and that everything be erased, with a certificate."""

from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from classrooms.actions.erase_pupil import erase_pupil
from classrooms.actions.export_pupil import export_portfolios, export_pupil
from classrooms.admin.base import ClassroomView, OwnClassroomMixin, perform, private
from classrooms.admin.pupils import OwnPupilMixin
from classrooms.certificates import print_certificate
from classrooms.erasing import foresee, in_words
from classrooms.errors import Refusal


class PupilFileView(OwnPupilMixin, View):
    """A POST, since it is noted in the history of the class."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            file = export_pupil(pupil=self.pupil, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(self.page_url("pupil", self.pupil.pk))
        name = f"dossier-{slugify(self.pupil.public_name) or 'eleve'}.zip"
        return private(FileResponse(file, as_attachment=True, filename=name, content_type="application/zip"))


class PortfoliosView(OwnClassroomMixin, View):
    """What the whole class did, to read and to take home."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        pieces = export_portfolios(classroom=self.classroom, by=request.user)
        response = StreamingHttpResponse(pieces, content_type="application/zip")
        name = f"carnets-{slugify(self.classroom.name) or 'classe'}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return private(response)


class EraseForm(forms.Form):
    understood = forms.BooleanField(
        label=gettext_lazy("J’ai compris : rien ne reviendra, même d’une sauvegarde."),
        error_messages={"required": gettext_lazy("Cochez la case pour effacer.")},
    )


class ErasePupilView(OwnPupilMixin, ClassroomView):
    template_name = "classrooms/admin/erase_pupil.html"
    page_title = gettext_lazy("Effacer tout d’un élève")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        foreseen = foresee(self.pupil)
        kwargs.setdefault("form", EraseForm())
        counts = {kind: number for kind, number in foreseen.counts.items() if kind not in {"stories", "unpublished"}}
        return super().get_context_data(
            pupil=self.pupil, counts=in_words(counts), stories=foreseen.stories, **kwargs
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EraseForm(request.POST)
        if not form.is_valid():
            return private(self.render_to_response(self.get_context_data(form=form)))
        done = perform(request, self._erase)
        return redirect(self.page_url("erasures") if done else self.page_url())

    def _erase(self) -> str:
        erase_pupil(pupil=self.pupil, by=self.request.user)
        return _("Tout est effacé. Imprimez le certificat si la famille en demande un.")


class ErasuresView(ClassroomView):
    template_name = "classrooms/admin/erasures.html"
    page_title = gettext_lazy("Effacements")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        erasures = [(erasure, in_words(erasure.counts)) for erasure in self.classroom.erasures.all()]
        return super().get_context_data(erasures=erasures, **kwargs)


class CertificateView(OwnClassroomMixin, View):
    """A POST, so that what is typed stands in no address."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = self.classroom.erasures.select_related("classroom__school")
        erasure = get_object_or_404(own, pk=self.kwargs["erasure"])
        document = print_certificate(erasure, about=request.POST.get("about", "")[:200])
        response = HttpResponse(document, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="certificat-{erasure.number}.pdf"'
        return private(response)


urlpatterns = [
    path("<int:pk>/pupils/<uuid:pupil>/file/", PupilFileView.as_view(), name="pupil_file"),
    path("<int:pk>/pupils/<uuid:pupil>/erase/", ErasePupilView.as_view(), name="erase_pupil"),
    path("<int:pk>/portfolios/", PortfoliosView.as_view(), name="portfolios"),
    path("<int:pk>/erasures/", ErasuresView.as_view(), name="erasures"),
    path("<int:pk>/erasures/<int:erasure>/certificate/", CertificateView.as_view(), name="certificate"),
]
