"""A holder recommends projects that they know, and sees who recommends theirs."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.errors import Refusal
from cms.holding.views import EntryView
from cms.projects.asking import typed_query
from cms.quotas import has_turn
from investigations.directory.actions.recommend import recommend, show_recommendation, take_back
from investigations.directory.finding import by_words
from investigations.directory.models import CitizenProject, Recommendation

FOUND = 10
LETTERS_AN_HOUR = 20
# Names of the buttons.
TAKE_BACK, HIDE, SHOW = "take_back", "hide", "show"


class RecommendForm(forms.Form):
    receiver = forms.ChoiceField(
        label=gettext_lazy("Lequel recommandez-vous ?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez un projet.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Pourquoi, en une phrase"), max_length=200,
        help_text=gettext_lazy("Par exemple : ils nous ont prêté leurs outils tout un hiver. Ni nom, ni adresse."),
        error_messages={"required": gettext_lazy("Dites pourquoi, en une phrase.")},
    )  # fmt: skip

    def __init__(self, *args: Any, found: list[CitizenProject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(project.pk): project for project in found}
        self.fields["receiver"].choices = [
            (key, f"{project.name}, {project.commune}") for key, project in self.found.items()
        ]

    def clean_receiver(self) -> CitizenProject:
        return self.found[self.cleaned_data["receiver"]]


class RecommendationsView(EntryView):
    template_name = "cms/holding/recommendations.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(RecommendForm(found=self.found))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        for change in (TAKE_BACK, HIDE, SHOW):
            if asked := request.POST.get(change):
                return self._change(change, asked)
        form = RecommendForm(request.POST, found=self.found)
        if form.is_valid() and not has_turn("holder-recommends", self.email, at_most=LETTERS_AN_HOUR):
            form.add_error(None, _("Beaucoup de lettres sont déjà parties. Essayez encore dans une heure."))
        if not form.is_valid():
            return self._page(form)
        try:
            recommend(giver=self.project, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("words" if refusal.code in {"reaches", "names"} else None, str(refusal))
            return self._page(form)
        return self._again(_("C’est dit : la phrase est sur les deux fiches."))

    @property
    def words(self) -> str:
        return typed_query(self.request.GET.get("q"))

    @property
    def found(self) -> list[CitizenProject]:
        """As the public list finds them, without oneself and those that are recommended already."""
        if not self.words:
            return []
        known = {self.project.pk, *self.project.recommendations_given.values_list("receiver", flat=True)}
        keys = [key for key in by_words(self.words) if key not in known][:FOUND]
        by_key = CitizenProject.objects.live().in_bulk(keys)
        return [by_key[key] for key in keys if key in by_key]

    def _change(self, change: str, asked: str) -> HttpResponse:
        mine = self.project.recommendations_given if change == TAKE_BACK else self.project.recommendations_received
        one = get_object_or_404(mine.said(), pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
        if change == TAKE_BACK:
            take_back(given=one)
            return self._again(_("La recommandation est retirée des deux fiches."))
        show_recommendation(given=one, show=change == SHOW)
        return self._again(_("Elle est de nouveau montrée.") if change == SHOW else _("Elle n’est plus montrée."))

    def _again(self, words: str) -> HttpResponse:
        self.back(words)
        return redirect("holder_recommendations", self.project.pk)

    def _page(self, form: RecommendForm) -> HttpResponse:
        said, live = Recommendation.objects.said(), CitizenProject.objects.live()
        return self.page(
            form=form, query=self.words,
            given=said.filter(giver=self.project).select_related("receiver"),
            received=said.filter(receiver=self.project, giver__in=live).select_related("giver"),
        )  # fmt: skip
