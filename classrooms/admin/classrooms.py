"""The list of one's classes; making and changing one."""

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet

from classrooms.actions.create_classroom import create_classroom
from classrooms.actions.update_classroom import update_classroom
from classrooms.admin import cards, class_page, pupil_rights, pupils, roster, teachers, teams, year_end
from classrooms.admin.base import NotFoundWhenRefused
from classrooms.admin.schools import school_chooser
from classrooms.admin.steps import with_counts
from classrooms.errors import Refusal
from classrooms.models import Classroom
from classrooms.models.classrooms import Level, current_school_year
from classrooms.policies import OwnClassroomPolicy


def school_years() -> list[tuple[int, str]]:
    now = current_school_year()
    return [(year, f"{year}–{year + 1}") for year in (now - 1, now, now + 1)]


class ClassroomForm(WagtailAdminModelForm):
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Niveaux"), choices=Level.choices, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Plusieurs pour une classe à plusieurs niveaux."),
    )  # fmt: skip
    school_year = forms.TypedChoiceField(
        label=gettext_lazy("Année scolaire"), choices=school_years, coerce=int, initial=current_school_year
    )

    class Meta:
        model = Classroom
        fields: ClassVar = ["school", "name", "levels", "school_year"]
        widgets: ClassVar = {"school": school_chooser.widget_class}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.instance.school_year
        if self.instance.pk and year not in dict(school_years()):
            field = self.fields["school_year"]
            field.choices = [(year, self.instance.school_year_label), *school_years()]


class ClassroomIndexView(NotFoundWhenRefused, generic.IndexView):
    page_title = gettext_lazy("Mes classes")
    add_item_label = gettext_lazy("Créer une classe")

    def get_base_queryset(self) -> QuerySet[Classroom]:
        own = Classroom.objects.visible_to(self.request.user)
        return with_counts(own).select_related("school", "year_end")

    def get_edit_url(self, instance: Classroom) -> str:
        return reverse("classrooms:page", args=[instance.pk])

    def get_list_buttons(self, instance: Classroom) -> list[Any]:
        return []


class ClassroomAddView(NotFoundWhenRefused, generic.CreateView):
    page_title = gettext_lazy("Nouvelle classe")
    error_message = gettext_lazy("La classe n’est pas encore créée : voyez ce qui manque ci-dessous.")

    def get_page_subtitle(self) -> str:
        return str(self.page_title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": self.page_title}]

    def save_instance(self) -> Classroom:
        return create_classroom(owner=self.request.user, **self.form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("classrooms:page", args=[self.object.pk])

    def get_success_message(self, instance: Classroom) -> str:
        return _("La classe « %(name)s » est prête.") % {"name": instance.name}

    def get_success_buttons(self) -> list[Any]:
        return []


class OwnObjectMixin(NotFoundWhenRefused):
    request: HttpRequest

    def get_queryset(self) -> QuerySet[Classroom]:
        return Classroom.objects.visible_to(self.request.user)

    def get_base_object_queryset(self) -> QuerySet[Classroom]:
        return Classroom.objects.visible_to(self.request.user)


class ClassroomEditView(OwnObjectMixin, generic.EditView):
    def form_valid(self, form: forms.ModelForm) -> Any:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except Refusal as refusal:
            form.add_error("levels" if refusal.code == "levels" else None, str(refusal))
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)

    def save_instance(self) -> Classroom:
        self.has_content_changes = self.form.has_changed()
        stored = Classroom.objects.get(pk=self.object.pk)
        return update_classroom(classroom=stored, user=self.request.user, **self.form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("classrooms:page", args=[self.object.pk])


class ClassroomHistoryView(OwnObjectMixin, HistoryView):
    def get_queryset(self) -> QuerySet[Any]:
        return HistoryView.get_queryset(self)


class ClassroomViewSet(ModelViewSet):
    """Classes are neither copied nor deleted by a click."""

    model = Classroom
    name = "classrooms"
    url_prefix = "classes"
    icon = "group"
    menu_label = gettext_lazy("Mes classes")
    menu_order = 110
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display: ClassVar = [
        "name", "school", Column("levels_label", label=gettext_lazy("Niveaux")),
        Column("school_year_label", label=gettext_lazy("Année scolaire"), sort_key="school_year"),
        Column("pupil_count", label=gettext_lazy("Élèves")),
    ]  # fmt: skip
    search_fields: ClassVar = ["name", "school__name"]
    search_backend_name = None
    permission_policy = OwnClassroomPolicy(Classroom, denied={"delete"})
    index_view_class = ClassroomIndexView
    add_view_class = ClassroomAddView
    edit_view_class = ClassroomEditView
    history_view_class = ClassroomHistoryView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return ClassroomForm

    def get_urlpatterns(self) -> list[Any]:
        kept = {"index", "index_results", "add", "edit", "history", "history_results"}
        own = [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
        return [
            *own,
            path("<int:pk>/", class_page.ClassPageView.as_view(), name="page"),
            path("<int:pk>/door/", class_page.DoorView.as_view(), name="door"),
            *cards.urlpatterns, *pupils.urlpatterns, *pupil_rights.urlpatterns, *roster.urlpatterns,
            *teachers.urlpatterns, *teams.urlpatterns, *year_end.urlpatterns,
        ]  # fmt: skip

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_common_view_kwargs(**kwargs), "delete_url_name": None, "usage_url_name": None}


classrooms = ClassroomViewSet()
