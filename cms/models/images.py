"""Images of the public site. A pupil's photo becomes one only while a story that shows it is published."""

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet

from cms.colours import CELLS, colours_of
from cms.rendition_tasks import make_renditions
from investigations.models import Photo

if TYPE_CHECKING:
    from cms.models.stories import StoryPage


class PublicImageQuerySet(ImageQuerySet):
    def follow(self, story: "StoryPage") -> None:
        """Make the images of a live story be exactly the photos it shows, in the transaction that saves it.

        The story was found publishable just before.
        """
        wanted = story.photo_alts()
        photos = story.publishable_photos()
        standing = {image.photo_id: image for image in self.filter(story=story)}
        for key, image in standing.items():
            if key not in wanted:
                image.delete()
            elif image.title != (title := self._title(story, wanted[key])):
                # The words may have named somebody who is no longer named.
                image.title = title
                image.save(update_fields=["title"])
        for key in wanted.keys() - standing.keys():
            self._make(story, photos[key], wanted[key])
        transaction.on_commit(lambda: make_renditions.enqueue(story.pk))

    def _make(self, story: "StoryPage", photo: Photo, alt: str) -> "PublicImage":
        with photo.masked.open("rb") as file:
            content = ContentFile(file.read(), name=f"recit-{uuid.uuid4().hex}.jpg")
        image = self.model(
            title=self._title(story, alt), photo=photo, story=story, collection=story.classroom.collection,
            width=photo.width, height=photo.height, file=content, colours=colours_of(content),
        )  # fmt: skip
        image.save()
        return image

    def _title(self, story: "StoryPage", alt: str) -> str:
        return alt[:255] or story.title


class PublicImage(AbstractImage):
    photo = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, editable=False, related_name="public_images"
    )
    story = models.ForeignKey(
        "cms.StoryPage", models.CASCADE, null=True, blank=True, editable=False, related_name="public_images"
    )

    # What stands in its place while it comes.
    colours = models.CharField(max_length=CELLS * 6, blank=True, editable=False)

    admin_form_fields: ClassVar = Image.admin_form_fields
    objects = PublicImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = gettext_lazy("image publique")
        verbose_name_plural = gettext_lazy("images publiques")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "photo"], name="a_photo_is_one_image_in_a_story")
        ]


class PublicRendition(AbstractRendition):
    image = models.ForeignKey(PublicImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]
