"""One pupil: add, rename, change level, remove, renew the card, end a wait."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from classrooms.actions.change_pupil import change_pupil, renew_card
from classrooms.actions.import_pupils import import_pupils
from classrooms.actions.remove_pupil import remove_pupils
from classrooms.admin.base import ClassroomView, OwnClassroomMixin, perform, private
from classrooms.admin.roster_words import ask_words, problem_words
from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil
from classrooms.naming import compare
from classrooms.roster.people import Person
from classrooms.roster.preview import Status


class PupilForm(forms.Form):
    public_name = forms.CharField(
        label=gettext_lazy("Nom public"), max_length=40,
        help_text=gettext_lazy("Celui que les autres élèves et les lecteurs voient. Jamais le nom de famille entier."),
    )  # fmt: skip
    level = forms.ChoiceField(label=gettext_lazy("Niveau"), required=False)

    def __init__(self, classroom: Classroom, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "–"), *((level, level) for level in classroom.levels)]


class NewPupilForm(PupilForm):
    first_name = forms.CharField(label=gettext_lazy("Prénom"), max_length=30)
    surname = forms.CharField(
        label=gettext_lazy("Nom de famille"), max_length=60, required=False,
        help_text=gettext_lazy("Il n’est pas gardé : il sert à reconnaître l’élève dans un fichier de l’école."),
    )  # fmt: skip
    field_order = ("first_name", "surname", "public_name", "level")

    def __init__(self, classroom: Classroom, *args: Any, asks: bool = False, **kwargs: Any) -> None:
        super().__init__(classroom, *args, **kwargs)
        self.fields["public_name"].required = False
        if not asks:
            self.fields["public_name"].widget = forms.HiddenInput()
        if len(classroom.levels) == 1:
            self.fields["level"].initial = classroom.levels[0]


class AddPupilView(ClassroomView):
    template_name = "classrooms/admin/pupil_form.html"
    page_title = gettext_lazy("Ajouter un élève")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", NewPupilForm(self.classroom))
        return super().get_context_data(submit_label=_("Ajouter l’élève"), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NewPupilForm(self.classroom, request.POST)
        if form.is_valid() and perform_add(self, form):
            return redirect(self.page_url())
        if form.has_error("public_name"):
            form.fields["public_name"].widget = forms.TextInput()
        return private(self.render_to_response(self.get_context_data(form=form)))


def perform_add(view: AddPupilView, form: NewPupilForm) -> bool:
    """Add the pupil of a form by the rules of a list with one line. Returns False with the form's errors set."""
    data = form.cleaned_data
    found = compare(view.classroom, [Person(1, data["first_name"], data["surname"], data["level"])])
    (row,) = found.rows
    if row.status is Status.WRONG:
        form.add_error("first_name", problem_words(row.problem))
    elif row.status is Status.KNOWN:
        form.add_error("first_name", _("Cet élève est déjà dans la classe."))
    elif row.ask and not data["public_name"]:
        form.data = {**form.data.dict(), "public_name": row.public_name}
        form.add_error("public_name", ask_words(row.ask))
    else:
        names = {0: data["public_name"] or row.public_name}
        try:
            (pupil,) = import_pupils(classroom=view.classroom, user=view.request.user, preview=found, names=names).added
        except Refusal as refusal:
            form.add_error("public_name", refusal.extra.get("rows", {}).get(0, str(refusal)))
        else:
            return perform(view.request, lambda: _("%(name)s est dans la classe.") % {"name": pupil.public_name})
    return False


class OwnPupilMixin(OwnClassroomMixin):
    @cached_property
    def pupil(self) -> Pupil:
        pupils = self.classroom.pupils.select_related("classroom", "team")
        return get_object_or_404(pupils, pk=self.kwargs["pupil"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pupil  # noqa: B018 - a pupil of another class is a 404 whatever the method


class PupilView(OwnPupilMixin, ClassroomView):
    template_name = "classrooms/admin/pupil.html"

    @property
    def page_title(self) -> str:
        return self.pupil.public_name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {"public_name": self.pupil.public_name, "level": self.pupil.level}
        kwargs.setdefault("form", PupilForm(self.classroom, initial=initial))
        return super().get_context_data(pupil=self.pupil, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PupilForm(self.classroom, request.POST)
        if form.is_valid():
            try:
                to_look_at = change_pupil(pupil=self.pupil, user=request.user, **form.cleaned_data)
            except Refusal as refusal:
                self.pupil.refresh_from_db()
                form.add_error("level" if refusal.code == "level" else "public_name", str(refusal))
            else:
                perform(request, lambda: _("C’est enregistré."))
                for words in to_look_at:
                    messages.warning(request, words)
                return redirect(self.page_url())
        return private(self.render_to_response(self.get_context_data(form=form)))


class ConfirmPupilView(OwnPupilMixin, ClassroomView):
    """A question with one button; nothing happens before it is pressed."""

    template_name = "classrooms/admin/pupil_confirm.html"
    question = ""
    consequences = ""
    submit_label = ""
    serious = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            pupil=self.pupil, question=self.question, consequences=self.consequences, submit_label=self.submit_label,
            serious=self.serious, **kwargs,
        )  # fmt: skip

    def act(self) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = perform(request, self.act)
        return redirect(self.page_url() if done else self.page_url("pupil", self.pupil.pk))


class RemovePupilView(ConfirmPupilView):
    page_title = question = gettext_lazy("Retirer cet élève de la classe ?")
    consequences = gettext_lazy(
        "Sa carte ne s’ouvre plus et son carnet se ferme sur les tablettes. Un élève qui a déjà envoyé un reportage ou "
        "une photo ne peut pas être retiré."
    )
    submit_label = gettext_lazy("Retirer l’élève")

    def act(self) -> str:
        name = self.pupil.public_name
        remove_pupils(pupils=[self.pupil], user=self.request.user)
        return _("%(name)s n’est plus dans la classe.") % {"name": name}


class RenewCardView(ConfirmPupilView):
    page_title = question = gettext_lazy("Refaire la carte de cet élève ?")
    consequences = gettext_lazy(
        "L’ancienne carte n’ouvre plus rien et les quatre images changent, sur chaque tablette dès qu’elle revoit le "
        "réseau. Rien de ce qui est envoyé ou gardé sur une tablette ne se perd. Imprimez ensuite la nouvelle carte."
    )
    submit_label = gettext_lazy("Refaire la carte")
    serious = False

    def act(self) -> str:
        renew_card(pupil=self.pupil, user=self.request.user)
        return _("L’ancienne carte de %(name)s est annulée. Imprimez la nouvelle.") % {"name": self.pupil.public_name}


urlpatterns = [
    path("<int:pk>/pupils/add/", AddPupilView.as_view(), name="add_pupil"),
    path("<int:pk>/pupils/<uuid:pupil>/", PupilView.as_view(), name="pupil"),
    path("<int:pk>/pupils/<uuid:pupil>/remove/", RemovePupilView.as_view(), name="remove_pupil"),
    path("<int:pk>/pupils/<uuid:pupil>/renew-card/", RenewCardView.as_view(), name="renew_card"),
]
