"""The legal notice and the notices about data that a site begins with: French content, as an editor would type it."""

from typing import NamedTuple

from django.db import transaction
from django.template.loader import render_to_string

from cms.models import HomePage, LegalSettings, TextPage

Role = TextPage.Role


class Text(NamedTuple):
    title: str
    slug: str
    introduction: str


TEXTS = {
    Role.LEGAL: Text(
        "Mentions légales", "mentions-legales", "Qui publie ce site, qui l’héberge, et à qui vous adresser."
    ),
    Role.PUPILS: Text(
        "Ce que ton carnet garde de toi", "tes-donnees",
        "Peu de choses. Voici lesquelles, qui peut les voir, et comment dire non.",
    ),
    Role.PARENTS: Text(
        "Les données de votre enfant", "donnees-parents",
        "Ce qui est gardé pendant l’enquête, ce qui ne paraît qu’avec votre accord, et comment le reprendre.",
    ),
    Role.HOLDERS: Text(
        "Les données de votre projet", "donnees-projets",
        "Ce que nous gardons de vous et de votre projet, qui le voit, et comment le corriger ou le retirer.",
    ),
}  # fmt: skip


@transaction.atomic
def found_texts(*, home: HomePage) -> None:
    """Idempotent: a page that is there is the editors' own, whatever they made of it."""
    LegalSettings.load()
    standing = set(TextPage.objects.exclude(role="").values_list("role", flat=True))
    for role, text in TEXTS.items():
        if role not in standing:
            body = render_to_string(f"cms/texts/{role}.html")
            page = TextPage(role=role, body=body, **text._asdict())
            page.is_founded = True
            home.add_child(instance=page)
