"""A holder's page of open visits: dates to add, to change, to take away."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.errors import Refusal
from cms.holding.views import EntryView
from investigations.directory.actions.keep_visits import cancel_visit, change_visit, plan_visit
from investigations.directory.models import OpenVisit

_MOMENT = "%Y-%m-%dT%H:%M"


class VisitForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = OpenVisit
        fields = ("starts_at", "ends_at", "words", "place")
        labels: ClassVar = {
            "starts_at": gettext_lazy("Cela commence"), "ends_at": gettext_lazy("Cela finit"),
            "words": gettext_lazy("En quelques mots"), "place": gettext_lazy("Lieu, si c’est ailleurs"),
        }  # fmt: skip
        widgets: ClassVar = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
            for name in ("starts_at", "ends_at")
        }
        error_messages: ClassVar = {
            "starts_at": {"required": gettext_lazy("Dites quand cela commence.")},
            "ends_at": {"required": gettext_lazy("Dites quand cela finit.")},
            "words": {"required": gettext_lazy("Dites en quelques mots ce qu’on y fait.")},
        }

    def clean_ends_at(self) -> Any:
        ends_at = self.cleaned_data["ends_at"]
        if ends_at and ends_at < timezone.now():
            raise forms.ValidationError(_("Cette date est passée."), code="past")
        return ends_at


class VisitsView(EntryView):
    template_name = "cms/holding/visits.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(VisitForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = VisitForm(request.POST, instance=OpenVisit(project=self.project))
        if form.is_valid():
            try:
                plan_visit(project=self.project, answers=form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                return self.to_visits(_("La visite est annoncée."))
        return self._page(form)

    def _page(self, form: VisitForm) -> HttpResponse:
        return self.page(form=form, visits=self.project.open_visits.coming())

    def to_visits(self, words: str) -> HttpResponse:
        self.back(words)
        return redirect("holder_visits", self.project.pk)


class VisitView(VisitsView):
    template_name = "cms/holding/visit.html"

    @property
    def open_visit(self) -> OpenVisit:
        return get_object_or_404(self.project.open_visits.select_related("project"), pk=self.kwargs["visit"])

    def get(self, request: HttpRequest, pk: int, visit: int) -> HttpResponse:
        return self.page(visit=self.open_visit, form=VisitForm(instance=self.open_visit))

    def post(self, request: HttpRequest, pk: int, visit: int) -> HttpResponse:
        current = self.open_visit
        if "cancel" in request.POST:
            cancel_visit(visit=current)
            return self.to_visits(_("La visite n’est plus annoncée."))
        form = VisitForm(request.POST, instance=self.open_visit)
        if not form.is_valid():
            return self.page(visit=current, form=form)
        change_visit(visit=current, answers=form.cleaned_data)
        return self.to_visits(_("C’est enregistré."))
