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
from investigations.visitors import ENTRY_WORDS, visitors_in_entry

# Buttons that put an entry before the public, or before who does.
_TO_PUBLIC = {"action-publish", "action-submit", "action-restart-workflow", "action-workflow-action"}


class ProjectForm(WagtailAdminModelForm):
    point_stays = forms.BooleanField(
        label=_("Le point reste"), required=False,
        help_text=_("L’adresse a changé, le lieu non : cochez, et le point ne bouge pas."),
    )  # fmt: skip
    names_nobody = forms.BooleanField(
        label=_("Ces mots ne nomment aucun élève"), required=False,
        help_text=_("Un élève d’une classe venue ici s’appelle ainsi. Cochez s’il s’agit d’autre chose : une fleur, "
                    "une rue, une adulte qui est d’accord."),
    )  # fmt: skip
    without_picture = forms.BooleanField(label=_("Retirer l’image"), required=False)
    welcome_levels = forms.MultipleChoiceField(
        label=_("Niveaux accueillis"), choices=Level.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucun coché : tous les niveaux."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = {} if self.is_bound else {field: getattr(self.instance, field) for field in ENTRY_WORDS}
        self.named = visitors_in_entry(self.instance, values)
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
        self._look_for_visitors(cleaned)
        if cleaned.get("without_picture"):
            self.instance.picture = None
            cleaned["picture_alt"] = ""
        return cleaned

    def _look_for_visitors(self, cleaned: dict[str, Any]) -> None:
        """A draft is kept whatever it says."""
        self.named = visitors_in_entry(self.instance, cleaned)
        if cleaned.get("names_nobody") or _TO_PUBLIC.isdisjoint(self.data):
            return
        for one in self.named:
            words = _("%(named)s est le prénom d’un élève d’une classe venue ici. Dites-le autrement, ou cochez « Ces "
                      "mots ne nomment aucun élève ».")  # fmt: skip
            self.add_error(
                one.field if one.field in self.fields else None,
                forms.ValidationError(words % {"named": one.in_words}, code="names_pupil"),
            )

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


class NamesNobodyPanel(FieldPanel):
    """Only where a word of the entry is also a visitor's name."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.form.named)


project_panels = [
    NamesNobodyPanel("names_nobody", icon="warning"),
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
