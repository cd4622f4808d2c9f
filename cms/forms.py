from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import photo_key
from cms.stories.consents import named_in, names_refused
from investigations.models import Photo


class ClassroomPageForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for field in self.instance.WORDS:
            if names := named_in(self.instance.classroom, cleaned.get(field) or ""):
                self.add_error(field, names_refused(names))
        return cleaned


class StoryForm(WagtailAdminPageForm):
    """A draft shows photos of its own investigation only, and takes in none that may not be public."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        body = cleaned.get("body") or []
        keys = {n: photo_key(b.value["photo"]) for n, b in enumerate(body) if b.block_type == "photo"}
        galleries = {
            n: {place: photo_key(value["photo"]) for place, value in enumerate(b.value)}
            for n, b in enumerate(body)
            if b.block_type == "gallery"
        }
        every = {*keys.values(), *(key for gallery in galleries.values() for key in gallery.values())}
        own = Photo.objects.filter(assignment__investigation=self.instance.investigation_id)
        self.found = own.in_bulk([key for key in every if key])
        self.there = self.instance.photo_alts()
        errors: dict[int, ValidationError] = dict(self._wrong(keys))
        for place, gallery in galleries.items():
            if wrong := self._wrong(gallery):
                errors[place] = ListBlockValidationError(block_errors=wrong)
        if errors:
            self.add_error("body", StreamBlockValidationError(block_errors=errors))
        return cleaned

    def _wrong(self, keys: dict[int, UUID | None]) -> dict[int, StructBlockValidationError]:
        wrong = {}
        for place, key in keys.items():
            if key and key not in self.found:
                wrong[place] = _("Cette photo n’est pas de l’enquête de ce récit.")
            elif key and key not in self.there and not self.found[key].is_publishable:
                wrong[place] = _("Cette photo n’est pas validée, ou un élève s’y oppose.")
        return {place: StructBlockValidationError({"photo": ValidationError(words)}) for place, words in wrong.items()}
