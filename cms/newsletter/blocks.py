"""What a letter is made of: references, and no words or pictures of its own. What is withdrawn is then in none."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.previews import Preview, ShownBlocks


class LetterBlocks(ShownBlocks):
    template = "cms/newsletter/preview.html"
    previews: ClassVar = {
        "story": Preview(_("Un récit public : son titre, sa première photo, ses premières lignes.")),
        "project": Preview(_("Une fiche de l’annuaire : son nom, son image, sa phrase.")),
        "visit": Preview(_("Une date où un projet est ouvert à tout le monde.")),
    }

    story = blocks.PageChooserBlock("cms.StoryPage", label=_("Récit"), icon="doc-full")
    project = SnippetChooserBlock("directory.CitizenProject", label=_("Projet"), icon="site")
    visit = SnippetChooserBlock("directory.OpenVisit", label=_("Visite ouverte"), icon="date")
