"""The end of a class's year: notebooks, what stays public, and the day from which nothing but numbers is left."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from classrooms import registry
from classrooms.actions.end_year import FORGOTTEN_AFTER, choose_stories, close_class, reopen_class
from classrooms.actions.forget_class import forget_class
from classrooms.admin.base import ClassroomAction, ClassroomView, perform, private
from classrooms.admin.pupil_rights import EraseForm
from classrooms.erasing import in_words
from classrooms.models import Classroom, YearEnd

KEEP, WITHDRAW = "keep", "withdraw"
CHOICES = [
    (KEEP, gettext_lazy("Il reste en ligne, tant que ses autorisations durent")),
    (WITHDRAW, gettext_lazy("Il quitte le site tout de suite")),
]


class StoriesForm(forms.Form):
    """A choice for each published story, none made beforehand. ``rows`` pairs each with its field."""

    def __init__(self, classroom: Classroom, year_end: YearEnd | None, data: Any = None) -> None:
        super().__init__(data)
        self.stories = [story for tell in registry.year_stories for story in tell(classroom)]
        kept = set(year_end.kept) if year_end else set()
        for story in self.stories:
            self.fields[story.key] = forms.ChoiceField(
                label=story.title, choices=CHOICES, widget=forms.RadioSelect,
                initial=KEEP if story.key in kept else None,
                error_messages={"required": _("Choisissez ce que devient ce récit.")},
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[registry.StoryOfYear, forms.BoundField]]:
        return [(story, self[story.key]) for story in self.stories]

    def kept(self) -> dict[str, bool]:
        return {key: choice == KEEP for key, choice in self.cleaned_data.items()}


class YearEndView(ClassroomView):
    template_name = "classrooms/admin/year_end.html"
    page_title = gettext_lazy("Fin de l’année")
    header_icon = "calendar-check"

    @cached_property
    def year_end(self) -> YearEnd | None:
        return YearEnd.objects.select_related("closed_by").filter(classroom=self.classroom).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year_end = self.year_end
        downloads = ModelLogEntry.objects.for_instance(self.classroom).filter(action="classrooms.download_portfolios")
        kwargs.setdefault("form", StoriesForm(self.classroom, year_end))
        return super().get_context_data(
            year_end=year_end,
            leftovers=[line for tell in registry.year_leftovers for line in tell(self.classroom)],
            downloaded_at=downloads.order_by("timestamp").values_list("timestamp", flat=True).last(),
            pupils=list(self.classroom.pupils.all()),
            counts=in_words(year_end.counts) if year_end else [],
            days=FORGOTTEN_AFTER.days,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = StoriesForm(self.classroom, self.year_end, request.POST)
        if not form.is_valid():
            return private(self.render_to_response(self.get_context_data(form=form)))
        perform(request, lambda: self._end(form.kept()))
        return redirect(self.page_url("year_end"))

    def _end(self, kept: dict[str, bool]) -> str:
        chosen = {"classroom": self.classroom, "kept": kept, "by": self.request.user}
        if self.year_end and self.year_end.is_closed:
            choose_stories(**chosen)
            return _("Votre choix est enregistré.")
        day = date_format(close_class(**chosen).forget_on, "j F Y")
        return _("L’année est terminée. Le %(day)s, il n’en restera que des nombres.") % {"day": day}


class ReopenClassView(ClassroomAction):
    back_to = "year_end"

    def act(self, request: HttpRequest) -> str:
        reopen_class(classroom=self.classroom, by=request.user)
        return _("La classe est rouverte. Les récits retirés sont redevenus des brouillons.")


class ForgetClassView(ClassroomView):
    template_name = "classrooms/admin/forget_class.html"
    page_title = gettext_lazy("Ne garder que des nombres")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", EraseForm())
        year_end = YearEnd.objects.filter(classroom=self.classroom).first()
        stories = [story for tell in registry.year_stories for story in tell(self.classroom)]
        kept = set(year_end.kept) if year_end else set()
        return super().get_context_data(
            year_end=year_end,
            pupils=self.classroom.pupils.count(),
            staying=[story for story in stories if story.key in kept],
            leaving=[story for story in stories if story.key not in kept],
            leftovers=[line for tell in registry.year_leftovers for line in tell(self.classroom)],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EraseForm(request.POST)
        if not form.is_valid():
            return private(self.render_to_response(self.get_context_data(form=form)))
        perform(request, self._forget)
        return redirect(self.page_url("year_end"))

    def _forget(self) -> str:
        forget_class(classroom=self.classroom, by=self.request.user)
        return _("C’est fait : il ne reste que des nombres, et les récits gardés.")


urlpatterns = [
    path("<int:pk>/year-end/", YearEndView.as_view(), name="year_end"),
    path("<int:pk>/year-end/reopen/", ReopenClassView.as_view(), name="reopen"),
    path("<int:pk>/year-end/forget/", ForgetClassView.as_view(), name="forget"),
]
