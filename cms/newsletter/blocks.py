"""What a letter is made of: references, and no words or pictures of its own. What is withdrawn is then in none."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class LetterBlocks(blocks.StreamBlock):
    story = blocks.PageChooserBlock("cms.StoryPage", label=_("Récit"), icon="doc-full")
    project = SnippetChooserBlock("directory.CitizenProject", label=_("Projet"), icon="site")
    visit = SnippetChooserBlock("directory.OpenVisit", label=_("Visite ouverte"), icon="date")
