"""Saying that an entry is wrong or closed: a form for anyone."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from cms.quotas import has_turn, network_of
from investigations.directory.actions.report_entry import report_entry
from investigations.directory.models import CitizenProject, EntryReport

AT_MOST = 10
# Beyond it the editors still read what comes: a holder's mailbox is nobody's target.
LETTERS_AN_ENTRY = 3


class EntryReportForm(forms.ModelForm[EntryReport]):
    # A person doesn't see it; a program fills it in.
    website = forms.CharField(required=False, label=gettext_lazy("Laissez ce champ vide"))

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


class EntryReportView(FormView[EntryReportForm]):
    template_name = "cms/entry_report.html"
    form_class = EntryReportForm

    @cached_property
    def project(self) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.live(), slug=self.kwargs["slug"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.project  # noqa: B018 - what is not public is a 404 whatever the method

    def get_success_url(self) -> str:
        return reverse("entry_report_sent", args=[self.project.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.project, **kwargs)

    def form_valid(self, form: EntryReportForm) -> HttpResponse:
        said = form.cleaned_data
        if said["website"]:
            return super().form_valid(form)
        if not has_turn("entry-report", network_of(self.request), at_most=AT_MOST):
            form.add_error(None, _("Beaucoup de signalements viennent de votre réseau. Essayez dans une heure."))
            return self.form_invalid(form)
        tell = has_turn("entry-report-to", str(self.project.pk), at_most=LETTERS_AN_ENTRY)
        report_entry(
            project=self.project, what=said["what"], words=said["words"], email=said["email"], tell_holders=tell
        )
        return super().form_valid(form)


class EntryReportSentView(TemplateView):
    template_name = "cms/entry_report_sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project = get_object_or_404(CitizenProject.objects.live(), slug=self.kwargs["slug"])
        return super().get_context_data(project=project, **kwargs)
