"""One page for the whole notebook: its screens are ES modules, its data comes from the API."""

from typing import Any, ClassVar

from django.views.generic import TemplateView

from classrooms.artwork import ANIMALS, SECRETS


class NotebookView(TemplateView):
    template_name = "tablet/notebook.html"
    extra_context: ClassVar[dict[str, Any]] = {"animals": ANIMALS.values(), "secrets": SECRETS.values()}
