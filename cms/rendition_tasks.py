"""The sizes of a public image are drawn by the worker: an AVIF takes longer than a reader should wait."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import task
from wagtail.images.models import Filter

from cms.colours import colours_of

if TYPE_CHECKING:
    from cms.models import PublicImage

# On phones of 360 to 412 points at 2 and at 3 dots a point, and on what is larger.
WIDTHS = (480, 768, 1200, 1600)
AVIF = "format-avif"


def filters_for(width: int) -> Iterator[str]:
    """JPEG first: every browser shows it. None is wider than the picture, but one that is as wide."""
    wanted = [one for place, one in enumerate(WIDTHS) if place == 0 or WIDTHS[place - 1] < width]
    yield from (f"width-{one}" for one in wanted)
    yield from (f"width-{one}|{AVIF}" for one in wanted)


@task()
def make_renditions(story_id: int) -> None:
    """May run twice, and beside a withdrawal: what has been deleted meanwhile gets no file."""
    from cms.models import PublicImage

    for image in PublicImage.objects.filter(story=story_id).order_by("pk").prefetch_related("renditions"):
        if not image.colours:
            with suppress(FileNotFoundError), image.file.open("rb") as file:
                PublicImage.objects.filter(pk=image.pk).update(colours=colours_of(file))
        there = {rendition.filter_spec for rendition in image.renditions.all()}
        for spec in filters_for(image.width):
            if spec not in there and not _draw(image, spec):
                break


def _draw(image: "PublicImage", spec: str) -> bool:
    """Drawn without holding anything; kept under the story's lock, that a withdrawal takes as well."""
    from cms.models import PublicImage, PublicRendition, StoryPage

    try:
        file = image.generate_rendition_file(Filter(spec))
    except FileNotFoundError:
        return False
    with transaction.atomic():
        list(StoryPage.objects.select_for_update(of=("self",)).filter(pk=image.story_id))
        if not PublicImage.objects.filter(pk=image.pk, story=image.story_id).exists():
            return False
        PublicRendition.objects.get_or_create(
            image=image, filter_spec=spec, focal_point_key="", defaults={"file": file}
        )
    return True
