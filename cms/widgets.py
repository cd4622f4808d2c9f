"""How a photo of the investigation is chosen in the editor: with its picture, never by typing."""

import uuid
from typing import Any, ClassVar

from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.admin.widgets import BaseChooser, BaseChooserAdapter

from investigations.consents import Allowed, allowed_today, public_name
from investigations.models import Photo

# The edit screen has the story's number in a hidden field of this id (cms.panels.StoryNumberPanel).
STORY_FIELD = "story-of-photos"


def photo_in_words(photo: Photo, allowed: Allowed) -> str:
    """Under the name that the public will read: editors work here too."""
    if photo.pupil is None:
        return _("Photo de la classe")
    return _("Photo de %(name)s") % {"name": public_name(photo.pupil, allowed)}


def preview_of(photo: Photo) -> dict[str, str]:
    return {"url": reverse("stories:thumbnail", args=[photo.pk])}


class PhotoChooser(BaseChooser):
    choose_one_text = gettext_lazy("Choisir une photo")
    choose_another_text = gettext_lazy("Choisir une autre photo")
    show_edit_link = False
    show_clear_link = False
    icon = "image"
    classname = "image-chooser"
    template_name = "cms/admin/photo_chooser.html"
    chooser_modal_url_name = "story_photos:choose"
    model = Photo
    linked_fields: ClassVar = {"story": f"#{STORY_FIELD}"}

    def get_instance(self, value: Any) -> Photo | None:
        """The block's value is text; what names no photo shows as nothing chosen."""
        photos = Photo.objects.select_related("pupil", "assignment__investigation")
        try:
            return photos.filter(pk=uuid.UUID(str(value))).first()
        except ValueError:
            return None

    def get_value_data_from_instance(self, instance: Photo) -> dict[str, Any]:
        title = photo_in_words(instance, allowed_today(instance.assignment.investigation))
        return {"id": str(instance.pk), "title": title, "preview": preview_of(instance)}

    def get_context(self, name: str, value_data: dict[str, Any], attrs: dict[str, Any]) -> dict[str, Any]:
        return super().get_context(name, value_data, attrs) | {"preview": value_data.get("preview", {})}


class PhotoChooserAdapter(BaseChooserAdapter):
    js_constructor = "capoupascap.PhotoChooser"

    @cached_property
    def media(self) -> Media:
        widget = versioned_static("wagtailadmin/js/chooser-widget.js")
        return Media(
            css={"all": ["cms/admin/editor.css"]}, js=[widget, Script("cms/admin/photo-chooser.js", type="module")]
        )


register(PhotoChooserAdapter(), PhotoChooser)
