"""From a class to an investigation in three screens: the class, the project, then guide and days."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from classrooms.admin.base import perform, private
from classrooms.admin.steps import with_counts
from classrooms.errors import Refusal
from classrooms.models import Classroom
from investigations.actions.create_investigation import create_investigation
from investigations.actions.update_investigation import change_project
from investigations.admin import near
from investigations.admin.base import FieldView
from investigations.admin.screens import ClassroomStep, InvestigationView
from investigations.directory.models import CitizenProject
from investigations.directory.nearby import how_far
from investigations.models import Guide, Investigation


class ChooseClassView(FieldView):
    """Skipped by who has one class."""

    template_name = "investigations/admin/choose_class.html"
    page_title = gettext_lazy("Nouvelle enquête")
    header_icon = "glasses"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("investigations:index"), "label": _("Enquêtes")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_superuser or request.user.is_teacher):
            raise Http404
        self.classrooms = list(with_counts(Classroom.objects.visible_to(request.user)).select_related("school"))
        if len(self.classrooms) == 1:
            return redirect("investigations:choose_project", self.classrooms[0].pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(classrooms=self.classrooms, **kwargs)


class ChooseProjectView(ClassroomStep):
    template_name = "investigations/admin/choose_project.html"
    page_title = gettext_lazy("Choisir un projet")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**near.context(self.request, self.classroom), **kwargs)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class InvestigationForm(forms.ModelForm):
    """``clean`` of the model sees to it that the days are the right way round."""

    class Meta:
        model = Investigation
        fields = ("guide", "starts_on", "ends_on", "camera_only")
        widgets = {"guide": forms.RadioSelect, "starts_on": DayInput, "ends_on": DayInput}  # noqa: RUF012

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guide"].empty_label = None
        self.fields["guide"].initial = Guide.objects.filter(slug="premiere-rencontre").first()


class AddView(ClassroomStep):
    template_name = "investigations/admin/add.html"
    page_title = gettext_lazy("Préparer l’enquête")
    form: InvestigationForm

    @cached_property
    def project(self) -> CitizenProject:
        return get_object_or_404(CitizenProject.objects.live().for_cards(), pk=self.kwargs["project"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            project=self.project,
            near=how_far(self.project, centre=self.classroom.school.point),
            form=self.form,
            guides=Guide.objects.all(),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = InvestigationForm()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = InvestigationForm(request.POST)
        project = self.project
        if self.form.is_valid():
            try:
                investigation = create_investigation(
                    classroom=self.classroom, project=project, by=request.user, **self.form.cleaned_data
                )
            except Refusal as refusal:
                self.form.add_error(None, str(refusal))
            else:
                messages.success(request, _("L’enquête est en préparation."))
                return redirect("investigations:page", investigation.pk)
        return private(self.render_to_response(self.get_context_data()))


class ChangeProjectView(InvestigationView):
    """The chooser again, for a class that still prepares."""

    template_name = "investigations/admin/choose_project.html"
    page_title = gettext_lazy("Changer de projet")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**near.context(self.request, self.investigation.classroom), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.POST.get("project", "")
        live = CitizenProject.objects.live()
        project = get_object_or_404(live, pk=int(asked) if asked.isdecimal() else 0)
        perform(request, lambda: self._change(project))
        return redirect(self.page_url())

    def _change(self, project: CitizenProject) -> str:
        change_project(investigation=self.investigation, project=project, by=self.request.user)
        return _("La classe rencontrera « %(project)s ».") % {"project": project.name}


def start_url(classroom: Classroom) -> str:
    return reverse("investigations:choose_project", args=[classroom.pk])


urlpatterns = [
    path("add/", ChooseClassView.as_view(), name="add"),
    path("add/<int:pk>/", ChooseProjectView.as_view(), name="choose_project"),
    path("add/<int:pk>/<int:project>/", AddView.as_view(), name="add_for"),
    path("<int:pk>/project/", ChangeProjectView.as_view(), name="change_project"),
]
