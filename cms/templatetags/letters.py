"""Pictures in letters: of this server, by whole addresses, so large as a letter is wide."""

from typing import NamedTuple

from django import template
from django.template import Context
from django.urls import reverse

from cms.models import StoryPage
from cms.open_data.licence import whole
from cms.templatetags.story_photos import story_lead
from investigations.directory.models import CitizenProject

register = template.Library()
WIDE = 536


class LetterPicture(NamedTuple):
    url: str
    height: int
    alt: str


@register.simple_tag
def letter_picture(story: StoryPage) -> LetterPicture | None:
    """The public one that leads the story, twice as fine as it is shown."""
    picture = story_lead(Context(), story)
    if picture is None:
        return None
    # Until the worker has drawn the sizes there is the public copy alone.
    addresses = [part.split(" ") for part in picture.srcset.split(", ") if part]
    fine = next((url for url, width in addresses if int(width[:-1]) >= WIDE), picture.url)
    url = fine if "://" in fine else whole(fine)
    return LetterPicture(url, round(WIDE * picture.height / picture.width), picture.alt)


@register.simple_tag
def letter_vignette(project: CitizenProject) -> LetterPicture | None:
    if project.picture is None:
        return None
    url = whole(reverse("project_vignette", args=[project.picture.pk]))
    return LetterPicture(url, round(WIDE * project.picture.height / project.picture.width), project.picture_alt)


@register.filter
def on_web(path: str) -> str:
    return path if "://" in path else whole(path)
