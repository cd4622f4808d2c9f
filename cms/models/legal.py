"""Who publishes the site and who answers for it: what the law asks to be said, filled in by the non-profit."""

from typing import ClassVar, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.panels import MissingPanel


class Said(NamedTuple):
    """One thing of the law's list: ``what`` it is, and its value; empty where it is still to be said."""

    what: str
    value: str
    is_mail: bool


@register_setting(icon="info-circle")
class LegalSettings(BaseGenericSetting):
    """What the legal notice must name (LCEN, art. 1-1) and the notices too (GDPR, art. 13). Empty means: to be said."""

    publisher = models.CharField(_("nom de l’association"), max_length=150, blank=True)
    number = models.CharField(_("numéro RNA ou SIRET"), max_length=20, blank=True, help_text=_("Facultatif."))
    address = models.CharField(_("adresse du siège"), max_length=250, blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    email = models.EmailField(_("adresse e-mail de contact"), blank=True)
    director = models.CharField(
        _("directrice ou directeur de la publication"), max_length=150, blank=True,
        help_text=_("Prénom et nom : le plus souvent, la présidente ou le président de l’association."),
    )  # fmt: skip
    host = models.CharField(_("nom de l’hébergeur"), max_length=150, blank=True)
    host_address = models.CharField(_("adresse de l’hébergeur"), max_length=250, blank=True)
    host_phone = models.CharField(_("téléphone de l’hébergeur"), max_length=30, blank=True)
    dpo = models.CharField(
        _("délégué·e à la protection des données"), max_length=150, blank=True,
        help_text=_("Une personne ou un service : qui répond aux questions sur les données."),
    )  # fmt: skip
    dpo_email = models.EmailField(_("adresse e-mail pour les données personnelles"), blank=True)

    OPTIONAL: ClassVar = {"number"}
    FACTS: ClassVar = {
        _("Éditeur du site"): ["publisher", "number", "address", "phone", "email"],
        _("Directrice ou directeur de la publication"): ["director"],
        _("Hébergeur"): ["host", "host_address", "host_phone"],
        _("Protection des données"): ["dpo", "dpo_email"],
    }

    panels: ClassVar = [
        MissingPanel(),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("number"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("director"),
            ],
            heading=_("Qui publie le site"),
        ),
        MultiFieldPanel(
            [FieldPanel("host"), FieldPanel("host_address"), FieldPanel("host_phone")], heading=_("Qui l’héberge")
        ),
        MultiFieldPanel([FieldPanel("dpo"), FieldPanel("dpo_email")], heading=_("Qui répond pour les données")),
    ]

    class Meta:
        verbose_name = _("mentions légales")

    def facts(self) -> list[tuple[str, list[Said]]]:
        """What the legal notice shows, in order."""
        return [(str(title), self._said(names)) for title, names in self.FACTS.items()]

    def contact(self) -> list[Said]:
        """To whom one writes about data."""
        return self._said(["dpo", "dpo_email", "publisher", "address"])

    def missing(self) -> list[str]:
        """Names of what the law asks for and nobody has filled in."""
        return [said.what for _title, every in self.facts() for said in every if not said.value]

    def _said(self, names: list[str]) -> list[Said]:
        fields = {name: self._meta.get_field(name) for name in names}
        return [
            Said(str(field.verbose_name), value, isinstance(field, models.EmailField))
            for name, field in fields.items()
            if (value := getattr(self, name)) or name not in self.OPTIONAL
        ]
