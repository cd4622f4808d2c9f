"""What a story is made of. Each part remembers the report that it came from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class SourcedBlock(blocks.StructBlock):
    report = blocks.CharBlock(required=False, label=_("Reportage d’origine"))


class ParagraphBlock(SourcedBlock):
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Texte"))


class QuoteBlock(SourcedBlock):
    text = blocks.TextBlock(label=_("Citation"))
    name = blocks.CharBlock(label=_("Nom public"), max_length=80)
    question = blocks.CharBlock(label=_("Question"), max_length=200, required=False)


class PhotoBlock(SourcedBlock):
    photo = blocks.CharBlock(label=_("Photo"))
    alt = blocks.CharBlock(label=_("Ce que montre la photo, pour qui ne la voit pas"), max_length=250)
    caption = blocks.CharBlock(label=_("Légende"), max_length=250, required=False)
    credit = blocks.CharBlock(label=_("Photo de"), max_length=80, required=False)


class StoryBlocks(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Intertitre"), max_length=120, icon="title")
    paragraph = ParagraphBlock(label=_("Paragraphe"), icon="pilcrow")
    quote = QuoteBlock(label=_("Citation"), icon="openquote")
    photo = PhotoBlock(label=_("Photo"), icon="image")
    project = blocks.StaticBlock(
        label=_("Carte du projet"), icon="site", admin_text=_("La carte du projet visité apparaît ici.")
    )
