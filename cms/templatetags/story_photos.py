"""Pictures of a story as the public sees them."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse

from cms.blocks import photo_key
from cms.models import PublicImage, StoryPage
from investigations.models import Photo

register = template.Library()
WIDTHS = (480, 960, 1600)


@dataclass(frozen=True)
class Picture:
    """What a template needs to show one picture. `alt`, `caption` and `credit` are empty when the block has them."""

    url: str
    full_url: str
    srcset: str
    width: int
    height: int
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
    for block in page.body:
        if block.block_type == "photo":
            words = {name: block.value[name] for name in ("alt", "caption", "credit")}
            if picture := story_photo(context, page, block.value["photo"], **words):
                return picture
    return None


def _private_picture(page: StoryPage, photo: str, **words: str) -> Picture | None:
    found = Photo.objects.filter(pk=photo_key(photo), assignment__investigation=page.investigation_id).first()
    if found is None or page.pk is None:
        return None
    address = reverse("stories:photo", args=[page.pk, found.pk])
    return Picture(address, address, "", found.width, found.height, **words)


def _image(page: StoryPage, photo: str) -> PublicImage | None:
    return next((image for image in page.public_images.all() if str(image.photo_id) == photo), None)


def _picture(image: PublicImage, **words: str) -> Picture:
    renditions = list(image.get_renditions(*(f"width-{width}" for width in WIDTHS)).values())
    largest = renditions[-1]
    srcset = ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
    return Picture(largest.url, largest.full_url, srcset, largest.width, largest.height, **words)
