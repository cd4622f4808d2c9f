"""Citizen projects, kept by editors: drafts, workflow, locks, search."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from classrooms.models.classrooms import Level
from investigations.directory.models import Cause, CitizenProject


def free_slug(name: str, *, but: CitizenProject) -> str:
    """From the name; with a number behind it when another project has it."""
    limit = CitizenProject._meta.get_field("slug").max_length
    base = slugify(name.replace("’", "-"))[: limit - 4] or "projet"
    taken = set(CitizenProject.objects.exclude(pk=but.pk).filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


class ProjectForm(WagtailAdminModelForm):
    welcome_levels = forms.MultipleChoiceField(
        label=_("Niveaux accueillis"), choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucun coché : tous les niveaux."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False

    def clean_slug(self) -> str:
        slug, name = self.cleaned_data["slug"], self.cleaned_data.get("name", "")
        return slug or free_slug(name, but=self.instance)


class ProjectFilterSet(WagtailFilterSet):
    causes = django_filters.ModelMultipleChoiceFilter(
        label=_("Causes"), queryset=Cause.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    commune = django_filters.AllValuesFilter(label=_("Commune"), empty_label=_("Toutes"))

    class Meta:
        model = CitizenProject
        fields: ClassVar = ["causes", "commune", "welcomes_classes", "live"]

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.filters["live"].label = _("Publié")


project_panels = [
    MultiFieldPanel(
        [FieldPanel("name"), FieldPanel("summary"), FieldPanel("description")], heading=_("Le projet"), icon="pick"
    ),
    FieldPanel("causes", widget=forms.CheckboxSelectMultiple, icon="tag"),
    MultiFieldPanel(
        [
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("postcode"), FieldPanel("commune")]),
            FieldRowPanel(
                [FieldPanel("latitude"), FieldPanel("longitude")],
                help_text=_("Dans Géoportail ou OpenStreetMap, un clic droit sur le lieu les affiche."),
            ),
        ],
        heading=_("Où"),
        icon="site",
    ),
    MultiFieldPanel(
        [FieldPanel("website"), FieldPanel("helloasso_url")], heading=_("Sur le web"), icon="link-external"
    ),
    FieldPanel("slug", help_text=_("Laissez vide : elle vient du nom."), icon="link"),
]
welcome_panels = [
    FieldPanel("welcomes_classes", icon="group"),
    MultiFieldPanel(
        [
            FieldPanel("welcome_when"),
            FieldPanel("welcome_how"),
            FieldPanel("max_pupils"),
            FieldPanel("welcome_levels"),
            FieldPanel("accessibility"),
        ],
        heading=_("L’accueil"),
        icon="calendar-check",
    ),
    MultiFieldPanel(
        [FieldPanel("contact_name"), FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")])],
        heading=_("Contact pour les enseignants"),
        icon="mail",
    ),
]


class ProjectViewSet(SnippetViewSet):
    model = CitizenProject
    icon = "site"
    menu_label = _("Projets citoyens")
    menu_order = 200
    add_to_admin_menu = True
    copy_view_enabled = False
    base_form_class = ProjectForm
    list_display: ClassVar = [
        "name", "commune", BooleanColumn("welcomes_classes", label=_("Accueille des classes")), LiveStatusTagColumn(),
    ]  # fmt: skip
    list_per_page = 50
    filterset_class = ProjectFilterSet
    edit_handler = TabbedInterface(
        [
            ObjectList(project_panels, heading=_("Le projet")),
            ObjectList(welcome_panels, heading=_("Accueillir une classe")),
        ],
        base_form_class=ProjectForm,
    )
