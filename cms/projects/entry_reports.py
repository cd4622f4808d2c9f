"""Saying that an entry is wrong or closed: a form for anyone."""

from typing import Any, ClassVar

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cms.quotas import has_turn
from cms.strangers import StrangersForm, StrangersView
from investigations.directory.actions.report_entry import report_entry
from investigations.directory.models import CitizenProject, EntryReport

# Beyond it the editors still read what comes: a holder's mailbox is nobody's target.
LETTERS_AN_ENTRY = 3


class EntryReportForm(StrangersForm, forms.ModelForm[EntryReport]):
    class Meta:
        model = EntryReport
        fields = ("what", "words", "email")
        labels: ClassVar = {
            "what": gettext_lazy("Qu’est-ce qui ne va pas ?"),
            "words": gettext_lazy("Qu’avez-vous vu ?"),
            "email": gettext_lazy("Votre adresse e-mail, si vous voulez une réponse"),
        }
        help_texts: ClassVar = {
            "words": gettext_lazy("Par exemple : le samedi, c’est fermé depuis septembre. N’écrivez aucun nom."),
            "email": gettext_lazy("Seule la Rédaction la lit. Elle est effacée dès la réponse, en 180 jours au plus."),
        }  # fmt: skip
        error_messages: ClassVar = {
            "what": {"required": gettext_lazy("Dites-nous ce qui ne va pas.")},
            "words": {"required": gettext_lazy("Dites-nous ce que vous avez vu.")},
        }
        widgets: ClassVar = {"what": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = EntryReport.What.choices
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class EntryReportView(StrangersView):
    template_name = "cms/entry_report.html"
    form_class = EntryReportForm
    kind = "entry-report"

    @cached_property
    def about(self) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.live(), slug=self.kwargs["slug"])

    def get_success_url(self) -> str:
        return reverse("entry_report_sent", args=[self.about.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.about, **kwargs)

    def keep(self, said: dict[str, Any]) -> None:
        tell = has_turn("entry-report-to", str(self.about.pk), at_most=LETTERS_AN_ENTRY)
        report_entry(project=self.about, tell_holders=tell, **said)


class EntryReportSentView(TemplateView):
    template_name = "cms/entry_report_sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project = get_object_or_404(CitizenProject.objects.live(), slug=self.kwargs["slug"])
        return super().get_context_data(project=project, **kwargs)
