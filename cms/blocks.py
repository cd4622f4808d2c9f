"""What a story is made of. Each part remembers the report that it came from."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.previews import PHOTO, Preview, ShownBlocks
from cms.rich_text import FEATURES, CleanRichTextBlock
from cms.widgets import PhotoChooser


def photo_key(value: object) -> uuid.UUID | None:
    """What a photo block holds is text that may be empty, or wrong."""
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def check_photo_key(value: str) -> None:
    if photo_key(value) is None:
        raise ValidationError(_("Cette photo n’existe pas."), code="no_photo")


class SourcedBlock(blocks.StructBlock):
    report = blocks.CharBlock(required=False, label=_("Reportage d’origine"))


class ParagraphBlock(SourcedBlock):
    text = CleanRichTextBlock(features=FEATURES, label=_("Texte"))


class QuoteBlock(SourcedBlock):
    text = blocks.TextBlock(label=_("Citation"))
    name = blocks.CharBlock(label=_("Nom public"), max_length=80)
    question = blocks.CharBlock(label=_("Question"), max_length=200, required=False)


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Quoi"), max_length=60)
    value = blocks.CharBlock(label=_("Combien, où, quand"), max_length=160)


class FactsBlock(SourcedBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=60, default=_("En bref"))
    lines = blocks.ListBlock(FactBlock(label=_("Ligne")), min_num=1, max_num=8, label=_("Lignes"))


class PhotoKeyBlock(blocks.CharBlock):
    """A photo's key as text, so that no foreign key leads to a private photo. The editor sees the picture."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[check_photo_key], **kwargs)
        self.field.widget = PhotoChooser()

    def get_form_state(self, value: str) -> dict[str, Any] | None:
        return self.field.widget.get_value_data(value)

    def get_searchable_content(self, value: str) -> list[str]:
        return []

    def deconstruct(self) -> tuple[str, Any, Any]:
        return ("wagtail.blocks.CharBlock", *super().deconstruct()[1:])


class PhotoBlock(SourcedBlock):
    photo = PhotoKeyBlock(label=_("Photo"))
    alt = blocks.CharBlock(label=_("Ce que montre la photo, pour qui ne la voit pas"), max_length=250)
    caption = blocks.CharBlock(label=_("Légende"), max_length=250, required=False)
    credit = blocks.CharBlock(label=_("Photo de"), max_length=80, required=False)


class CorrectionBlock(blocks.StructBlock):
    day = blocks.DateBlock(label=_("Corrigé le"), default=timezone.localdate)
    text = blocks.TextBlock(label=_("Ce qui était faux, ce qui est juste"), max_length=500)


class CorrectionBlocks(ShownBlocks):
    template = "cms/blocks/preview.html"
    previews: ClassVar = {
        "correction": Preview(
            _("Une ligne à la fin du récit : ce qui était faux, ce qui est juste, et depuis quand."),
            lambda: {
                "day": timezone.localdate(),
                "text": "Nous avions écrit que le four a dix ans. Il en a douze.",
            },
        )
    }

    correction = CorrectionBlock(label=_("Correction"), icon="edit")


_LOAVES = {
    "report": "", "photo": PHOTO, "alt": "Un four en briques et trois miches devant", "credit": "Renard, CM2",
    "caption": "Trois miches sortent à la fois, les jours de fête.",
}  # fmt: skip


class StoryBlocks(ShownBlocks):
    template = "cms/blocks/preview.html"
    previews: ClassVar = {
        "heading": Preview(_("Un titre entre deux passages."), "Le feu d’abord"),
        "paragraph": Preview(
            _("Quelques phrases du récit."),
            {
                "report": "",
                "text": "<p>On allume le four à six heures. <b>Il faut trois heures</b> pour qu’il soit chaud, et "
                "toute une matinée pour qu’il refroidisse.</p>",
            },
        ),
        "quote": Preview(
            _("Ce que quelqu’un a dit, avec la question et le nom public de qui répond."),
            {
                "report": "", "question": "Pourquoi un four pour tout le monde ?", "name": "Renard, CM2",
                "text": "Parce qu’on se parle en attendant que ça cuise.",
            },
        ),
        "photo": Preview(_("Une photo validée de l’enquête, avec sa légende."), _LOAVES),
        "gallery": Preview(_("Plusieurs photos côte à côte, que l’on fait défiler."), [_LOAVES, _LOAVES, _LOAVES]),
        "facts": Preview(
            _("Un encadré de faits courts : combien, où, quand."),
            {
                "report": "", "title": "En bref",
                "lines": [{"label": "Allumé depuis", "value": "2014"}, {"label": "Pains", "value": "40 par fournée"}],
            },
        ),
        "project": Preview(_("Le projet visité : où il est, et comment y participer. Une fois par récit.")),
    }  # fmt: skip

    heading = blocks.CharBlock(label=_("Intertitre"), max_length=120, icon="title")
    paragraph = ParagraphBlock(label=_("Paragraphe"), icon="pilcrow")
    quote = QuoteBlock(label=_("Citation"), icon="openquote")
    photo = PhotoBlock(label=_("Photo"), icon="image")
    # Each is a photo like one that stands alone.
    gallery = blocks.ListBlock(PhotoBlock(label=_("Photo")), min_num=2, max_num=8, label=_("Galerie"), icon="grip")
    facts = FactsBlock(label=_("En bref"), icon="list-ul")
    project = blocks.StaticBlock(
        label=_("Carte du projet"), icon="site", admin_text=_("La carte du projet visité apparaît ici.")
    )
