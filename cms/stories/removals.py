"""Asking for a story to be taken down: a form for anyone."""

from typing import Any, ClassVar

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.actions.remove_on_request import request_removal
from cms.models import RemovalRequest, StoryPage
from cms.strangers import StrangersForm, StrangersView


class RemovalForm(StrangersForm, forms.ModelForm[RemovalRequest]):
    class Meta:
        model = RemovalRequest
        fields = ("who", "words", "email")
        labels: ClassVar = {
            "who": gettext_lazy("Qui êtes-vous ?"),
            "words": gettext_lazy("Que faut-il retirer, et pourquoi ?"),
            "email": gettext_lazy("Votre adresse e-mail, si vous voulez une réponse"),
        }
        error_messages: ClassVar = {
            "who": {"required": gettext_lazy("Dites-nous qui vous êtes.")},
            "words": {"required": gettext_lazy("Dites-nous ce qui ne va pas.")},
        }
        widgets: ClassVar = {"who": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = RemovalRequest.Who.choices
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class RemovalView(StrangersView):
    template_name = "cms/removal.html"
    form_class = RemovalForm
    success_url = reverse_lazy("removal_sent")
    kind = "removal"

    @cached_property
    def about(self) -> StoryPage:
        return get_object_or_404(StoryPage.objects.live().public(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(story=self.about, **kwargs)

    def keep(self, said: dict[str, Any]) -> None:
        request_removal(story=self.about, **said)


class RemovalSentView(TemplateView):
    template_name = "cms/removal_sent.html"
