"""Cards to print: those that are new or renewed, the whole class, or a choice."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from classrooms.actions.print_cards import print_cards
from classrooms.admin.base import ClassroomView, OwnClassroomMixin, private
from classrooms.errors import Refusal
from classrooms.models import Pupil


class CardsView(ClassroomView):
    template_name = "classrooms/admin/cards.html"
    page_title = gettext_lazy("Cartes d’enquêteur")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pupils = list(self.classroom.pupils.all())
        unprinted = [pupil for pupil in pupils if not pupil.card_is_printed]
        only = self.request.GET.get("pupil", "")
        chosen = {str(pupil.pk) for pupil in (unprinted or pupils)} if not only else {only}
        return super().get_context_data(
            cards=[(pupil, str(pupil.pk) in chosen) for pupil in pupils], unprinted=unprinted, **kwargs
        )


class PrintCardsView(OwnClassroomMixin, View):
    """A POST, since it notes what was printed and since names and ids belong in no address."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            document = print_cards(classroom=self.classroom, user=request.user, pupils=self._chosen(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(self.page_url("cards"))
        response = HttpResponse(document, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="cartes-{slugify(self.classroom.name)}.pdf"'
        return private(response)

    def _chosen(self, request: HttpRequest) -> list[Pupil]:
        pupils = self.classroom.pupils.select_related("classroom__school")
        if "all" in request.POST:
            return list(pupils)
        if "unprinted" in request.POST:
            return list(pupils.with_unprinted_card())
        return [pupil for pupil in pupils if str(pupil.pk) in request.POST.getlist("pupil")]


urlpatterns = [
    path("<int:pk>/cards/", CardsView.as_view(), name="cards"),
    path("<int:pk>/cards/print/", PrintCardsView.as_view(), name="print_cards"),
]
