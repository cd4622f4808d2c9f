"""The list of one's investigations, and changing what one prepares."""

from typing import Any, ClassVar

import django_filters
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet

from classrooms.admin.base import NotFoundWhenRefused
from classrooms.errors import Refusal
from classrooms.models import Classroom
from classrooms.policies import OwnClassroomPolicy
from investigations.actions.update_investigation import update_investigation
from investigations.admin import assignments, consents, creating, investigation_page, on_paper
from investigations.models import Investigation, Report


def own_classrooms(request: HttpRequest | None) -> QuerySet[Classroom]:
    return Classroom.objects.visible_to(request.user) if request else Classroom.objects.none()


class InvestigationFilterSet(WagtailFilterSet):
    classroom = django_filters.ModelChoiceFilter(label=gettext_lazy("Classe"), queryset=own_classrooms)
    state = django_filters.ChoiceFilter(label=gettext_lazy("État"), choices=Investigation.State.choices)

    class Meta:
        model = Investigation
        fields: ClassVar = ["classroom", "state"]


class InvestigationIndexView(NotFoundWhenRefused, generic.IndexView):
    page_title = gettext_lazy("Enquêtes")
    add_item_label = gettext_lazy("Préparer une enquête")

    def get_base_queryset(self) -> QuerySet[Investigation]:
        own = Investigation.objects.visible_to(self.request.user).select_related("classroom__school", "project")
        waiting = Q(assignments__reports__state=Report.State.SUBMITTED)
        return own.annotate(waiting=Count("assignments__reports", filter=waiting, distinct=True))

    def get_edit_url(self, instance: Investigation) -> str:
        return reverse("investigations:page", args=[instance.pk])

    def get_list_buttons(self, instance: Investigation) -> list[Any]:
        return []


class OwnInvestigations(NotFoundWhenRefused):
    request: HttpRequest

    def get_queryset(self) -> QuerySet[Investigation]:
        return Investigation.objects.visible_to(self.request.user)

    def get_base_object_queryset(self) -> QuerySet[Investigation]:
        return Investigation.objects.visible_to(self.request.user)


class InvestigationEditView(OwnInvestigations, generic.EditView):
    """Questions and guide while the class prepares; after that the days and the camera."""

    def get_form(self, form_class: Any = None) -> ModelForm:
        form = super().get_form(form_class)
        if self.object.state != Investigation.State.PREPARING:
            for name in ("guide", "own_questions"):
                del form.fields[name]
        return form

    def form_valid(self, form: ModelForm) -> Any:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except Refusal as refusal:
            form.add_error("ends_on" if refusal.code == "days" else None, str(refusal))
            self.produced_error_message = str(refusal)
            return self.form_invalid(form)

    def save_instance(self) -> Investigation:
        self.has_content_changes = self.form.has_changed()
        stored = Investigation.objects.get(pk=self.object.pk)
        kept = {"guide": stored.guide, "own_questions": stored.own_questions}
        return update_investigation(investigation=stored, by=self.request.user, **{**kept, **self.form.cleaned_data})

    def get_success_url(self) -> str:
        return reverse("investigations:page", args=[self.object.pk])

    def get_success_message(self) -> str:
        return _("L’enquête est enregistrée.")

    def get_success_buttons(self) -> list[Any]:
        return []


class InvestigationHistoryView(OwnInvestigations, HistoryView):
    def get_queryset(self) -> QuerySet[Any]:
        return HistoryView.get_queryset(self)


class InvestigationViewSet(ModelViewSet):
    """Investigations are made in steps of their own, and neither copied nor deleted by a click."""

    model = Investigation
    name = "investigations"
    url_prefix = "enquetes"
    icon = "glasses"
    menu_label = gettext_lazy("Enquêtes")
    menu_order = 120
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display: ClassVar = [
        TitleColumn("project", label=gettext_lazy("Projet"), sort_key="project__name", url_name="investigations:page"),
        Column("classroom.name", label=gettext_lazy("Classe"), sort_key="classroom__name"),
        Column("get_state_display", label=gettext_lazy("État"), sort_key="state"),
        Column("starts_on", label=gettext_lazy("Premier jour"), sort_key="starts_on"),
        Column("waiting", label=gettext_lazy("À relire")),
    ]
    filterset_class = InvestigationFilterSet
    search_fields: ClassVar = ["project__name", "classroom__name"]
    search_backend_name = None
    permission_policy = OwnClassroomPolicy(Investigation, denied={"delete"})
    index_view_class = InvestigationIndexView
    edit_view_class = InvestigationEditView
    history_view_class = InvestigationHistoryView
    panels: ClassVar = [
        FieldPanel("guide"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "own_questions",
                    help_text=gettext_lazy(
                        "Préparer ses questions, c’est la moitié de l’enquête. Elles viennent après celles du guide. "
                        "Le signe + ci-dessous en ajoute une."
                    ),
                ),
            ],
            heading=gettext_lazy("Les questions de la classe"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel(name, widget=creating.DayInput) for name in ("starts_on", "ends_on")],
                ),
                FieldPanel("camera_only"),
            ],
            heading=gettext_lazy("Sur le terrain"),
        ),
    ]

    def get_urlpatterns(self) -> list[Any]:
        kept = {"index", "index_results", "edit", "history", "history_results"}
        own = [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
        return [
            *own,
            *creating.urlpatterns,
            *investigation_page.urlpatterns,
            *assignments.urlpatterns,
            *consents.urlpatterns,
            *on_paper.urlpatterns,
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_common_view_kwargs(**kwargs), "delete_url_name": None, "usage_url_name": None}


investigations = InvestigationViewSet()
