"""The sticker of a project: what the public page says, in the words of workshop.printing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from classrooms.admin.base import private
from cms.models import StoryPage
from cms.open_data.licence import whole
from investigations.directory.models import CitizenProject
from workshop.printing.stickers import Sticker, sticker_pdf


def print_sticker(project: CitizenProject, *, per_sheet: int) -> HttpResponse:
    """In French: who passes reads it. Pupils are spoken of where the public may read what they told."""
    told = StoryPage.objects.live().public().about(project).exists()
    with translation.override(settings.LANGUAGE_CODE):
        address = whole(project.get_absolute_url())
        sticker = Sticker(
            name=project.name,
            invitation=_("Poussez la porte : des élèves racontent ce projet")
            if told
            else _("Ce qu’on y fait, comment venir : visez ce carré"),
            why=_("Un projet citoyen du quartier"),
            address=address,
            address_in_words="".join(urlsplit(address)[1:3]),
            brand="Cap ou pas cap",
            title=_("Autocollant : %(name)s") % {"name": project.name},
            language="fr",
        )
    document = sticker_pdf(sticker, per_sheet=per_sheet, font_cache=settings.VAR_DIR / "printing")
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="autocollant-{project.slug}.pdf"'
    return private(response)


def per_sheet(asked: str) -> int:
    return 1 if asked == "1" else 4
