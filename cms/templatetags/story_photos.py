"""Pictures of a story as the public sees them."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse

from cms.blocks import photo_key
from cms.colours import cells_of
from cms.models import PublicImage, PublicRendition, StoryPage
from cms.rendition_tasks import AVIF
from investigations.models import Photo

register = template.Library()
SIDES = {
    "whole": "(min-width: 83rem) 78rem, 100vw",
    "wide": "(min-width: 83rem) 58rem, (min-width: 52rem) 75vw, 100vw",
    "lead": "(min-width: 83rem) 52rem, (min-width: 52rem) 66vw, 100vw",
    "half": "(min-width: 64rem) 38rem, (min-width: 40rem) 50vw, 100vw",
    "third": "(min-width: 64rem) 25rem, (min-width: 40rem) 50vw, 100vw",
    # Beside its title on a phone.
    "half-small": "(min-width: 64rem) 38rem, (min-width: 40rem) 50vw, 38vw",
    "third-small": "(min-width: 64rem) 25rem, (min-width: 40rem) 50vw, 38vw",
}


@dataclass(frozen=True)
class Picture:
    """What a template needs to show one picture. `alt`, `caption` and `credit` are empty when the block has them."""

    url: str
    full_url: str
    srcset: str
    width: int
    height: int
    avif: str = ""
    colours: tuple[tuple[int, int, str], ...] = ()
    alt: str = ""
    caption: str = ""
    credit: str = ""


@register.simple_tag(takes_context=True)
def story_photo(context: Context, page: StoryPage, photo: str, **words: str) -> Picture | None:
    """The picture of one photo block: the public image; in a preview the private copy, for who works on the story."""
    if image := _image(page, photo):
        return _picture(image, **words)
    if getattr(context.get("request"), "is_preview", False):
        return _private_picture(page, photo, **words)
    return None


@register.simple_tag(takes_context=True)
def story_lead(context: Context, page: StoryPage) -> Picture | None:
    """The first picture of the story: the one that leads on cards and on the front page."""
    for _photo, value in page.photo_blocks():
        words = {name: value[name] for name in ("alt", "caption", "credit")}
        if picture := story_photo(context, page, value["photo"], **words):
            return picture
    return None


@register.simple_tag
def sizes_of(place: str) -> str:
    """How wide a picture stands there, as the style sheets have it."""
    return SIDES[place]


def _private_picture(page: StoryPage, photo: str, **words: str) -> Picture | None:
    found = Photo.objects.filter(pk=photo_key(photo), assignment__investigation=page.investigation_id).first()
    if found is None or page.pk is None:
        return None
    address = reverse("stories:photo", args=[page.pk, found.pk])
    return Picture(address, address, "", found.width, found.height, **words)


def _image(page: StoryPage, photo: str) -> PublicImage | None:
    return next((image for image in page.public_images.all() if str(image.photo_id) == photo), None)


def _picture(image: PublicImage, **words: str) -> Picture:
    """As much of it as was drawn: the public copy itself, until the worker has come by."""
    drawn = sorted(image.renditions.all(), key=lambda rendition: rendition.width)
    jpegs = [one for one in drawn if AVIF not in one.filter_spec and one.filter_spec.startswith("width-")]
    largest = jpegs[-1] if jpegs else None
    url = largest.url if largest else image.file.url
    return Picture(
        url, largest.full_url if largest else _whole(url), _set(jpegs),
        *((largest.width, largest.height) if largest else (image.width, image.height)),
        avif=_set([one for one in drawn if one.filter_spec.endswith(AVIF)]),
        colours=tuple(cells_of(image.colours)), **words,
    )  # fmt: skip


def _set(renditions: list[PublicRendition]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in renditions)


def _whole(url: str) -> str:
    return url if url.startswith("http") else settings.BASE_URL + url
