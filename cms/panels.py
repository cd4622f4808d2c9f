from typing import Any

from wagtail.admin.panels import FieldPanel, Panel

from cms.widgets import STORY_FIELD


class StoryNumberPanel(Panel):
    """Shows nothing; tells the photo chooser which story is being written."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/story_number.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"field_id": STORY_FIELD}


class MissingPanel(Panel):
    """Above a form: what is still to be filled in, as it was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/missing.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"missing": self.instance.missing()}


class NamesNobodyPanel(FieldPanel):
    """Only where a word of the page is also a pupil's name."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.form.fields[self.field_name].choices)
