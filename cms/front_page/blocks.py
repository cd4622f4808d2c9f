"""What the front page and section pages are made of. A block says what, never how wide or in which colour."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.front_page import contents
from cms.rich_text import FEATURES, CleanRichTextBlock
from investigations.directory.models import Cause

TITLE = {"max_length": 80, "required": False, "label": _("Titre")}


def causes() -> list[tuple[str, str]]:
    return [(cause.slug, cause.name) for cause in Cause.objects.all()]


class PartBlock(blocks.StructBlock):
    """``number``: of the part on its page, so that headings have ids of their own."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context.setdefault("number", 0)
        context.setdefault("shown", set())
        return context | {"id": f"part-{context['number']}"} | self.found(value, context["shown"])

    def found(self, value: Any, shown: set[int]) -> dict[str, Any]:
        return {}

    class Meta:
        preview_template = "cms/front/preview.html"
        preview_value: ClassVar = {}


class LeadBlock(PartBlock):
    story = blocks.PageChooserBlock(
        page_type="cms.StoryPage", required=False, label=_("Récit"), help_text=_("Sans choix : le plus récent.")
    )

    def found(self, value: Any, shown: set[int]) -> dict[str, Any]:
        return {"story": contents.leading(value.get("story"), shown)}

    class Meta:
        template = "cms/front/lead.html"
        description = _("Le récit qui ouvre la page, en grand.")


class StoriesBlock(PartBlock):
    title = blocks.CharBlock(**TITLE)
    cause = blocks.ChoiceBlock(choices=causes, required=False, label=_("Cause"), help_text=_("Sans choix : toutes."))

    def found(self, value: Any, shown: set[int]) -> dict[str, Any]:
        return contents.stories(value.get("cause") or "", shown)

    class Meta:
        template = "cms/front/stories.html"
        description = _("Trois récits : les plus récents, ou ceux d’une cause. Aucun ne vient deux fois.")


class MapBlock(PartBlock):
    title = blocks.CharBlock(**TITLE)

    def found(self, value: Any, shown: set[int]) -> dict[str, Any]:
        return contents.map_teaser()

    class Meta:
        template = "cms/front/map.html"
        description = _("Les projets en points, et de quoi chercher près d’un lieu.")


class ChallengeBlock(PartBlock):
    text = blocks.CharBlock(max_length=160, label=_("Une petite chose à faire"))
    place = blocks.CharBlock(
        max_length=80, required=False, label=_("Près de"),
        help_text=_("Une commune, un arrondissement ou un code postal. Sans lieu : les projets les plus récents."),
    )  # fmt: skip

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["place"] and contents.place_of(cleaned["place"]) is None:
            words = _("Nous ne connaissons aucun projet de ce lieu. Écrivez une commune ou un code postal.")
            raise StructBlockValidationError({"place": ValidationError(words, code="place")})
        return cleaned

    def found(self, value: Any, shown: set[int]) -> dict[str, Any]:
        place = value.get("place") or ""
        return {"near": contents.near(place), "place": contents.place_label(place)}

    class Meta:
        template = "cms/front/challenge.html"
        description = _("« Cap ou pas cap ? » : une petite chose à faire, et les trois projets les plus proches.")
        preview_value: ClassVar = {
            "text": _("Dire bonjour à trois voisins dont on ne connaît pas le prénom."),
            "place": "",
        }


class ImpactBlock(PartBlock):
    title = blocks.CharBlock(**TITLE)

    def found(self, value: Any, shown: set[int]) -> dict[str, Any]:
        return {"figures": contents.figures()}

    class Meta:
        template = "cms/front/impact.html"
        description = _("Récits, classes, projets visités, communes : comptés, jamais écrits à la main.")


class CallBlock(PartBlock):
    who = blocks.ChoiceBlock(
        choices=[("both", _("Enseignants et projets")), ("teachers", _("Enseignants")), ("projects", _("Projets"))],
        default="both", label=_("À qui"),
    )  # fmt: skip

    class Meta:
        template = "cms/front/call.html"
        description = _("Un appel aux classes, aux projets, ou aux deux.")
        preview_value: ClassVar = {"who": "both"}


class ProjectsBlock(PartBlock):
    title = blocks.CharBlock(**TITLE)

    def found(self, value: Any, shown: set[int]) -> dict[str, Any]:
        return {"projects": contents.newest_projects()}

    class Meta:
        template = "cms/front/projects.html"
        description = _("Les projets publiés en dernier.")


class HowBlock(PartBlock):
    title = blocks.CharBlock(**TITLE)

    class Meta:
        template = "cms/front/how.html"
        description = _("Les trois étapes d’une enquête.")


class WordsBlock(PartBlock):
    title = blocks.CharBlock(**TITLE)
    text = CleanRichTextBlock(features=["h3", *FEATURES], label=_("Texte"))

    class Meta:
        template = "cms/front/words.html"
        description = _("Quelques lignes de la Rédaction.")
        preview_value: ClassVar = {"title": _("Qui sommes-nous ?"), "text": "<p>Une association, des classes.</p>"}


class FrontBlocks(blocks.StreamBlock):
    lead = LeadBlock(label=_("Récit à la une"), icon="title")
    stories = StoriesBlock(label=_("Récits"), icon="doc-full")
    challenge = ChallengeBlock(label=_("Cap ou pas cap ?"), icon="help")
    map = MapBlock(label=_("Carte"), icon="site")
    projects = ProjectsBlock(label=_("Projets"), icon="list-ul")
    how = HowBlock(label=_("Comment naît un récit"), icon="list-ol")
    impact = ImpactBlock(label=_("Chiffres"), icon="order")
    call = CallBlock(label=_("Appel"), icon="mail")
    words = WordsBlock(label=_("Texte"), icon="pilcrow")


# What a site begins with, and what a page without parts shows: never nothing.
FIRST = [
    ("lead", {}),
    ("stories", {}),
    ("challenge", {"text": "Dire bonjour à trois voisins dont on ne connaît pas le prénom.", "place": ""}),
    ("map", {}),
    ("projects", {}),
    ("how", {}),
    ("impact", {}),
    ("call", {"who": "both"}),
]
