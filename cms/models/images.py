"""Images of the public site. A pupil's photo becomes one only while a story that shows it is published."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from investigations.models import Photo


class PublicImage(AbstractImage):
    photo = models.ForeignKey(
        Photo, models.PROTECT, null=True, blank=True, editable=False, related_name="public_images"
    )
    story = models.ForeignKey(
        "cms.StoryPage", models.PROTECT, null=True, blank=True, editable=False, related_name="public_images"
    )

    admin_form_fields: ClassVar = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image publique")
        verbose_name_plural = _("images publiques")
        permissions: ClassVar = [("choose_publicimage", "Can choose image")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "photo"], name="a_photo_is_one_image_in_a_story")
        ]


class PublicRendition(AbstractRendition):
    image = models.ForeignKey(PublicImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]
