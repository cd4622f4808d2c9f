"""Citizen projects, kept by editors: drafts, workflow, locks, search."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from classrooms.models.classrooms import Level
from investigations.directory.actions.keep_entry import PLACE
from investigations.directory.models import Cause, CitizenProject, FormerAddress
from investigations.directory.slugs import RESERVED, free_slug


class ProjectForm(WagtailAdminModelForm):
    point_stays = forms.BooleanField(
        label=_("Le point reste"), required=False,
        help_text=_("L’adresse a changé, le lieu non : cochez, et le point ne bouge pas."),
    )  # fmt: skip
    without_picture = forms.BooleanField(label=_("Retirer l’image"), required=False)
    welcome_levels = forms.MultipleChoiceField(
        label=_("Niveaux accueillis"), choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucun coché : tous les niveaux."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        point = (cleaned.get("latitude"), cleaned.get("longitude"))
        moved = {"latitude", "longitude"} & set(self.changed_data)
        elsewhere = self.instance.pk and set(PLACE) & set(self.changed_data)
        if elsewhere and not moved and None not in point and not cleaned.get("point_stays"):
            words = _("L’adresse a changé : où est le point ? Changez-le, videz-le, ou cochez « Le point reste ».")
            self.add_error("latitude", forms.ValidationError(words, code="point_asked"))
        if cleaned.get("without_picture"):
            self.instance.picture = None
            cleaned["picture_alt"] = ""
        return cleaned

    def clean_slug(self) -> str:
        slug, name = self.cleaned_data["slug"], self.cleaned_data.get("name", "")
        if FormerAddress.objects.filter(slug=slug).exclude(project=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Cette adresse mène à un autre projet, qui l’a eue avant : ses anciens liens s’y fient."),
                code="former",
            )
        if slug in RESERVED:
            raise forms.ValidationError(_("Cette adresse est celle d’une page du site."), code="reserved")
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
                help_text=_(
                    "Dans Géoportail ou OpenStreetMap, un clic droit sur le lieu les affiche. Laissez vide ce que vous "
                    "ne savez pas."
                ),
            ),
            FieldPanel("point_stays"),
            FieldPanel("point_from"),
            FieldPanel("opening_hours"),
        ],
        heading=_("Où"),
        icon="site",
    ),
    MultiFieldPanel(
        [FieldPanel("website"), FieldPanel("helloasso_url"), FieldPanel("registered_as")],
        heading=_("Sur le web"),
        icon="link-external",
    ),
    MultiFieldPanel(
        [FieldPanel("needs_hands"), FieldPanel("needs_things"), FieldPanel("needs_money")],
        heading=_("Ce qui lui manque"),
        icon="help",
    ),
    FieldPanel("how_it_was_made", icon="clipboard-list"),
    MultiFieldPanel(
        [
            HelpPanel(template="investigations/admin/parts/picture.html"),
            FieldPanel("picture_alt"),
            FieldPanel("without_picture"),
        ],
        heading=_("Image"),
        icon="image",
    ),
    HelpPanel(template="investigations/admin/parts/alike.html", heading=_("Fiches qui se ressemblent"), icon="copy"),
    HelpPanel(template="investigations/admin/parts/holders.html", heading=_("Qui tient la fiche"), icon="user"),
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
            FieldPanel("step_free"),
            FieldPanel("has_toilets"),
            FieldPanel("photos_allowed"),
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
