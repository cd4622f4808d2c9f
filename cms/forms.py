from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import photo_key
from cms.consents import named_in, names_refused
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
        own = Photo.objects.filter(assignment__investigation=self.instance.investigation_id)
        found = own.in_bulk([key for key in keys.values() if key])
        there = self.instance.photo_alts()
        wrong = {}
        for place, key in keys.items():
            if key and key not in found:
                wrong[place] = _("Cette photo n’est pas de l’enquête de ce récit.")
            elif key and key not in there and not found[key].is_publishable:
                wrong[place] = _("Cette photo n’est pas validée, ou un élève s’y oppose.")
        if wrong:
            errors = {n: StructBlockValidationError({"photo": ValidationError(words)}) for n, words in wrong.items()}
            self.add_error("body", StreamBlockValidationError(block_errors=errors))
        return cleaned
