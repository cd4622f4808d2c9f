"""Schools: editors keep them, teachers choose one or add the one that is missing."""

import re
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from classrooms.admin.base import NotFoundWhenRefused
from classrooms.models import School, User
from workshop.geo import Point

_NUMBERS = re.compile(r"-?\d+(?:[.,]\d+)?")


class SchoolPolicy(ModelPermissionPolicy):
    """Editors by their group's permissions; teachers may add a school that is missing, and change none."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return super().user_has_permission(user, action) or (action == "add" and user.is_teacher)


class PointField(forms.CharField):
    """ "48,8554, 2,3581" as maps give it to copy, to a Point."""

    def to_python(self, value: Any) -> Point | None:
        text = super().to_python(value)
        if not text:
            return None
        numbers = [float(number.replace(",", ".")) for number in _NUMBERS.findall(text)]
        try:
            lat, lon = numbers
            return Point(lat, lon)
        except ValueError as error:
            raise forms.ValidationError(
                _("Écrivez deux nombres, la latitude puis la longitude. Par exemple : 48.8554, 2.3581"), code="point"
            ) from error


class SchoolForm(WagtailAdminModelForm):
    point = PointField(
        label=_("Où se trouve l’école"),
        help_text=_(
            "Latitude et longitude, séparées par une virgule. Dans Géoportail ou OpenStreetMap, un clic droit sur "
            "l’école les affiche : copiez-les ici. Par exemple : 48.8554, 2.3581"
        ),
    )

    class Meta:
        model = School
        fields: ClassVar = ["name", "address", "postcode", "commune", "uai", "both_sign", "contact"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["point"] = f"{self.instance.latitude}, {self.instance.longitude}"

    def clean_uai(self) -> str | None:
        code = (self.cleaned_data["uai"] or "").strip().upper() or None
        if code and School.objects.exclude(pk=self.instance.pk).filter(uai=code).exists():
            raise forms.ValidationError(_("Cette école est déjà là : cherchez-la dans la liste."), code="unique")
        return code

    def save(self, commit: bool = True) -> School:
        self.instance.latitude, self.instance.longitude = (
            self.cleaned_data["point"].lat,
            self.cleaned_data["point"].lon,
        )
        return super().save(commit)


class SchoolIndexView(NotFoundWhenRefused, generic.IndexView):
    any_permission_required: ClassVar = ["change"]


class SchoolAddView(NotFoundWhenRefused, generic.CreateView):
    permission_required = "change"


class SchoolEditView(NotFoundWhenRefused, generic.EditView):
    pass


class SchoolDeleteView(NotFoundWhenRefused, generic.DeleteView):
    pass


class SchoolHistoryView(NotFoundWhenRefused, HistoryView):
    any_permission_required: ClassVar = ["change"]


class SchoolUsageView(NotFoundWhenRefused, ModelViewSet.usage_view_class):
    pass


class SchoolViewSet(ModelViewSet):
    model = School
    name = "schools"
    url_prefix = "ecoles"
    icon = "home"
    menu_label = _("Écoles")
    menu_order = 220
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar = ["name", "commune", "postcode", "uai"]
    list_filter: ClassVar = ["commune"]
    search_fields: ClassVar = ["name", "commune", "uai"]
    search_backend_name = None
    permission_policy = SchoolPolicy(School)
    index_view_class = SchoolIndexView
    add_view_class = SchoolAddView
    edit_view_class = SchoolEditView
    delete_view_class = SchoolDeleteView
    history_view_class = SchoolHistoryView
    usage_view_class = SchoolUsageView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return SchoolForm


class SchoolFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Nom, commune, code postal ou code UAI"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Nom, commune, code postal ou code UAI")}),
    )

    def filter(self, objects: QuerySet[School]) -> QuerySet[School]:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split():
            objects = objects.filter(
                Q(name__icontains=word)
                | Q(commune__icontains=word)
                | Q(postcode__startswith=word)
                | Q(uai__iexact=word)
            )
        return objects


class SchoolChooseView(ChooserViewSet.choose_view_class):
    filter_form_class = SchoolFilterForm


class SchoolChooseResultsView(ChooserViewSet.choose_results_view_class):
    filter_form_class = SchoolFilterForm


class NewSchoolForm(SchoolForm):
    """In the chooser it stands on the page of another form, which has a name of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "new_school_%s"})


class SchoolChooserViewSet(ChooserViewSet):
    model = School
    icon = "home"
    choose_one_text = _("Choisir l’école")
    choose_another_text = _("Choisir une autre école")
    search_tab_label = _("Chercher l’école")
    creation_tab_label = _("Elle n’y est pas : l’ajouter")
    create_action_label = _("Ajouter l’école")
    creation_form_class = NewSchoolForm
    permission_policy = SchoolPolicy(School)
    choose_view_class = SchoolChooseView
    choose_results_view_class = SchoolChooseResultsView


schools = SchoolViewSet()
school_chooser = SchoolChooserViewSet("school_chooser", url_prefix="choisir-une-ecole")
