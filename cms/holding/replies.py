"""The right of reply: what a holder answers to a story about the project."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.actions.reply_to_story import withdraw_reply, write_reply
from cms.holding.views import EntryView
from cms.models import StoryPage
from cms.models.stories import LONGEST_REPLY
from cms.quotas import has_turn

AN_HOUR = 10


class ReplyForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Votre réponse"), max_length=LONGEST_REPLY, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Ce qui est inexact, ce qui manque, ce que vous en pensez. 1 500 caractères au plus, sans nom d’enfant."
        ),
        error_messages={"required": gettext_lazy("Écrivez votre réponse.")},
    )  # fmt: skip

    def __init__(self, *args: Any, story: StoryPage, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"story-{story.pk}", **kwargs)
        self.story = story


class RepliesView(EntryView):
    template_name = "cms/holding/replies.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        withdraws = "withdraw" in request.POST
        asked = request.POST.get("withdraw" if withdraws else "story", "")
        story = get_object_or_404(self.stories, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
        if withdraws:
            withdraw_reply(story=story)
            return self._again(_("Votre réponse n’est plus dans le récit."))
        form = ReplyForm(request.POST, story=story)
        if form.is_valid() and not has_turn("holder-replies", self.email, at_most=AN_HOUR):
            form.add_error(None, _("Beaucoup de réponses sont déjà parties. Essayez encore dans une heure."))
        if not form.is_valid():
            return self._page(form)
        write_reply(story=story, **form.cleaned_data)
        return self._again(_("C’est envoyé. La Rédaction la lit, puis elle paraît à la fin du récit, mot pour mot."))

    @property
    def stories(self) -> Any:
        mine = StoryPage.objects.live().public().about(self.project)
        return mine.select_related("waiting_reply").order_by("-first_published_at", "-pk")

    def _page(self, wrong: ReplyForm | None = None) -> HttpResponse:
        forms = [
            wrong if wrong and wrong.story == story else ReplyForm(story=story, initial={"words": _written(story)})
            for story in self.stories
        ]
        return self.page(forms=forms, wrong=wrong)

    def _again(self, words: str) -> HttpResponse:
        self.back(words)
        return redirect("holder_replies", self.project.pk)


def _written(story: StoryPage) -> str:
    waiting = getattr(story, "waiting_reply", None)
    return (waiting.words if waiting else "") or story.reply
