"""All that a holder can do with an entry, beside each page of their space."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from investigations.directory.models import CitizenProject, ProjectHolder

register = template.Library()

THE_ENTRY = (
    ("holder_entry", gettext_lazy("Où elle en est")),
    ("holder_change", gettext_lazy("Modifier la fiche")),
    ("holder_place", gettext_lazy("L’épingle sur le plan")),
    ("holder_picture", gettext_lazy("L’image")),
    ("holder_visits", gettext_lazy("Visites ouvertes")),
    ("holder_people", gettext_lazy("Qui tient la fiche")),
    ("holder_pause", gettext_lazy("Mettre en pause")),
    ("holder_delete", gettext_lazy("Supprimer la fiche")),
)
AROUND_IT = (
    ("holder_help", gettext_lazy("Propositions d’aide")),
    ("holder_wishes", gettext_lazy("Ce que des classes proposent")),
    ("holder_replies", gettext_lazy("Répondre à un récit")),
    ("holder_recommendations", gettext_lazy("Recommandations entre projets")),
    ("holder_invite_project", gettext_lazy("Inviter un projet qui n’est pas ici")),
    ("holder_news", gettext_lazy("Les nouvelles par lettre")),
)
# One visit, one conversation: pages below these.
WITH_PAGES_BELOW = {"holder_visits", "holder_help"}


@dataclass(frozen=True)
class Way:
    address: str
    label: Any
    # As ``aria-current`` says it; empty elsewhere.
    current: str
    note: str


@register.inclusion_tag("cms/holding/ways.html", takes_context=True)
def ways(context: template.Context) -> dict[str, Any]:
    project: CitizenProject = context["project"]
    holder: ProjectHolder = context["holder"]
    here = context["request"].path
    labels = {"holder_pause": _("Finir la pause")} if project.paused_at else {}
    none_wanted = {"holder_help": not holder.takes_offers, "holder_news": not holder.hears_news}

    def way(name: str, label: Any) -> Way:
        address = reverse(name, args=[project.pk])
        below = name in WITH_PAGES_BELOW and here.startswith(address)
        current = "page" if here == address else "true" if below else ""
        note = _("vous n’en recevez pas") if none_wanted.get(name) else ""
        return Way(address, labels.get(name, label), current, note)

    return {
        "groups": [
            (_("La fiche"), [way(*one) for one in THE_ENTRY]),
            (_("Autour de la fiche"), [way(*one) for one in AROUND_IT]),
        ],
        "project": project,
    }
