"""Asking for a story to be taken down: a form for anyone."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from cms.actions.remove_on_request import request_removal
from cms.models import RemovalRequest, StoryPage
from cms.quotas import has_turn, network_of

AT_MOST = 10


class RemovalForm(forms.ModelForm[RemovalRequest]):
    # A person doesn't see it; a program fills it in.
    website = forms.CharField(required=False, label=gettext_lazy("Laissez ce champ vide"))

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


class RemovalView(FormView[RemovalForm]):
    template_name = "cms/removal.html"
    form_class = RemovalForm
    success_url = reverse_lazy("removal_sent")

    @cached_property
    def story(self) -> StoryPage:
        return get_object_or_404(StoryPage.objects.live().public(), pk=self.kwargs["pk"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.story  # noqa: B018 - what is not public is a 404 whatever the method

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(story=self.story, **kwargs)

    def form_valid(self, form: RemovalForm) -> HttpResponse:
        said = form.cleaned_data
        if said["website"]:
            return super().form_valid(form)
        if not has_turn("removal", network_of(self.request), at_most=AT_MOST):
            form.add_error(None, _("Beaucoup de demandes viennent de votre réseau. Essayez encore dans une heure."))
            return self.form_invalid(form)
        request_removal(story=self.story, who=said["who"], words=said["words"], email=said["email"])
        return super().form_valid(form)


class RemovalSentView(TemplateView):
    template_name = "cms/removal_sent.html"
