"""Pictures of a story as the public sees them."""

from dataclasses import dataclass

from django import template

from cms.models import PublicImage, StoryPage

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


@register.simple_tag
def story_photo(page: StoryPage, photo: str) -> Picture | None:
    """The picture of one photo block, or None while there is none to show."""
    image = _image(page, photo)
    return _picture(image) if image else None


@register.simple_tag
def story_lead(page: StoryPage) -> Picture | None:
    """The first picture of the story: the one that leads on cards and on the front page."""
    for block in page.body:
        if block.block_type == "photo" and (image := _image(page, block.value["photo"])):
            value = block.value
            return _picture(image, alt=value["alt"], caption=value["caption"], credit=value["credit"])
    return None


def _image(page: StoryPage, photo: str) -> PublicImage | None:
    return next((image for image in page.public_images.all() if str(image.photo_id) == photo), None)


def _picture(image: PublicImage, **words: str) -> Picture:
    renditions = list(image.get_renditions(*(f"width-{width}" for width in WIDTHS)).values())
    largest = renditions[-1]
    srcset = ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
    return Picture(largest.url, largest.full_url, srcset, largest.width, largest.height, **words)
