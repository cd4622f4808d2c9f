"""The consents of an investigation: forms to print, what came back signed, what is missing, and taking one back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages

from classrooms.admin.base import perform, private
from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.actions.record_consents import Terms, add_interviewee, record_consents
from investigations.actions.withdraw_consent import preview_ending, withdraw_consent
from investigations.admin.creating import DayInput
from investigations.admin.screens import InvestigationView, OwnInvestigationMixin
from investigations.consent_printing import print_forms
from investigations.consents import key_of, people_of, usual_end
from investigations.models import Consent, Investigation, Person

What = Consent.What


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one thing: the consent that stands, or a box to tick. ``key`` is the box's value."""

    what: Consent.What
    key: str
    consent: Consent | None
    ticked: bool


@dataclass(frozen=True, slots=True)
class Row:
    person: Person
    cells: list[Cell]

    @property
    def is_pupil(self) -> bool:
        return isinstance(self.person, Pupil)


@dataclass(frozen=True, slots=True)
class Column:
    what: Consent.What
    given: int
    of: int


def box_of(person: Person, what: str) -> str:
    return f"{key_of(person)}:{what}"


class TermsForm(forms.Form):
    starts_on = forms.DateField(label=gettext_lazy("À partir du"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Jusqu’au"), widget=DayInput)
    web = forms.BooleanField(label=gettext_lazy("Sur le site"), required=False, initial=True)
    print = forms.BooleanField(
        label=gettext_lazy("Imprimé : journal, diplôme, exposition"), required=False, initial=True
    )
    signed = forms.ChoiceField(
        label=gettext_lazy("Signé par"), choices=Consent.Signed.choices[:2], widget=forms.RadioSelect
    )
    kept = forms.ChoiceField(
        label=gettext_lazy("L’original est gardé"), choices=Consent.Kept.choices, widget=forms.RadioSelect
    )
    pupils_agree = forms.BooleanField(
        label=gettext_lazy("Chaque élève coché a été interrogé et est d’accord"), required=False
    )

    def __init__(self, *args: Any, both_sign: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if both_sign:
            self.fields["signed"].choices = Consent.Signed.choices[:1]
        self.fields["signed"].initial = Consent.Signed.BOTH
        self.fields["kept"].initial = Consent.Kept.PAPER
        self.fields["starts_on"].initial = timezone.localdate()
        self.fields["ends_on"].initial = usual_end()

    def terms(self) -> Terms:
        said = self.cleaned_data
        return Terms(
            starts_on=said["starts_on"], ends_on=said["ends_on"], web=said["web"], print=said["print"],
            signed=Consent.Signed(said["signed"]), kept=Consent.Kept(said["kept"]), pupils_agree=said["pupils_agree"],
        )  # fmt: skip


class ConsentsView(InvestigationView):
    """The whole class in one table, or one pupil where the QR code of their form leads."""

    template_name = "investigations/admin/consents.html"
    page_title = gettext_lazy("Autorisations")

    @cached_property
    def people(self) -> list[Person]:
        if "pupil" in self.kwargs:
            return [_own_pupil(self.investigation, self.kwargs["pupil"])]
        return people_of(self.investigation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", TermsForm(both_sign=self.investigation.classroom.school.both_sign))
        rows = self._rows(set(self.request.POST.getlist("give")))
        pupils = [row for row in rows if row.is_pupil]
        return super().get_context_data(
            pupils=pupils,
            adults=[row for row in rows if not row.is_pupil],
            columns=_columns(pupils),
            alone="pupil" in self.kwargs,
            choices=[kwargs["form"][name] for name in ("signed", "kept")],
            **kwargs,
        )

    def _rows(self, ticked: Collection[str]) -> list[Row]:
        standing = {box_of(c.person, c.what): c for c in self._standing()}
        return [
            Row(person, [
                Cell(what, key, standing.get(key), key in ticked) for what in What if (key := box_of(person, what))
            ])
            for person in self.people
        ]  # fmt: skip

    def _standing(self) -> Iterable[Consent]:
        return self.investigation.consents.standing().select_related("pupil", "interviewee")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "add" in request.POST:
            perform(request, lambda: self._add(request))
            return redirect(self.page_url("consents") + "#adults")
        form = TermsForm(request.POST, both_sign=self.investigation.classroom.school.both_sign)
        if form.is_valid() and perform(request, lambda: self._record(request, form)):
            return redirect(request.path)
        if not form.is_valid():
            messages.error(request, _("Il manque une date, une signature ou un lieu."))
        return private(self.render_to_response(self.get_context_data(form=form)))

    def _add(self, request: HttpRequest) -> str:
        name = request.POST.get("name", "")
        person = add_interviewee(investigation=self.investigation, name=name, by=request.user)
        return _("%(name)s est dans la liste. Cochez ce que la personne autorise.") % {"name": person.name}

    def _record(self, request: HttpRequest, form: TermsForm) -> str:
        asked = set(request.POST.getlist("give"))
        given = [(person, what) for person in self.people for what in What if box_of(person, what) in asked]
        count = record_consents(investigation=self.investigation, given=given, terms=form.terms(), by=request.user)
        text = ngettext("%(count)s autorisation enregistrée.", "%(count)s autorisations enregistrées.", count)
        return text % {"count": count}


def _columns(rows: list[Row]) -> list[Column]:
    return [
        Column(what, sum(row.cells[place].consent is not None for row in rows), len(rows))
        for place, what in enumerate(What)
    ]


def _own_pupil(investigation: Investigation, pk: UUID) -> Pupil:
    return get_object_or_404(investigation.classroom.pupils.all(), pk=pk)


class PrintFormsView(OwnInvestigationMixin, View):
    """A page each, for the families. Names are in the document only, never in an address."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return _forms(self.investigation, list(self.investigation.classroom.pupils.all()))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(self.page_url("consents"))


class PrintFormView(OwnInvestigationMixin, View):
    """One pupil's: they were away, or the paper was lost."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _forms(self.investigation, [_own_pupil(self.investigation, self.kwargs["pupil"])])


def _forms(investigation: Investigation, pupils: list[Pupil]) -> HttpResponse:
    response = HttpResponse(print_forms(investigation, pupils), content_type="application/pdf")
    name = f"autorisations-{slugify(investigation.classroom.name)}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


class WithdrawView(InvestigationView):
    """Shows what it touches; one button does it."""

    template_name = "investigations/admin/withdraw_consent.html"
    page_title = gettext_lazy("Retirer une autorisation")

    @cached_property
    def consent(self) -> Consent:
        own = self.investigation.consents.select_related("pupil", "interviewee", "investigation")
        return get_object_or_404(own, pk=self.kwargs["consent"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.consent  # noqa: B018 - another investigation's consent is a 404 whatever the method

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            consent=self.consent,
            who=self.consent.person,
            under=f"{self.investigation.project.name} · {self.investigation.classroom.name}",
            ending=preview_ending(self.consent) if self.consent.stands else None,
            back=self.page_url("consents"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: withdraw_in_words(self.consent, request))
        return redirect(self.page_url("consents"))


def withdraw_in_words(consent: Consent, request: HttpRequest) -> str:
    ending = withdraw_consent(consent=consent, by=request.user)
    if not (ending.photos or ending.stories):
        return _("L’autorisation est retirée. Rien de publié n’en dépendait.")
    done = _("L’autorisation est retirée, et ce qui en dépendait n’est plus public.")
    if not ending.to_mask_again:
        return done
    text = ngettext(
        "Sur %(count)s photo, le masque n’a pas encore pu être remis : le site essaie de nouveau chaque jour. "
        "D’ici là, seuls les enseignants de la classe la voient.",
        "Sur %(count)s photos, le masque n’a pas encore pu être remis : le site essaie de nouveau chaque jour. "
        "D’ici là, seuls les enseignants de la classe les voient.",
        ending.to_mask_again,
    )
    return f"{done} {text % {'count': ending.to_mask_again}}"


urlpatterns = [
    path("<int:pk>/consents/", ConsentsView.as_view(), name="consents"),
    path("<int:pk>/consents/forms/", PrintFormsView.as_view(), name="consent_forms"),
    path("<int:pk>/consents/<uuid:pupil>/", ConsentsView.as_view(), name="consents_of"),
    path("<int:pk>/consents/<uuid:pupil>/form/", PrintFormView.as_view(), name="consent_form"),
    path("<int:pk>/consents/<int:consent>/withdraw/", WithdrawView.as_view(), name="withdraw_consent"),
]
