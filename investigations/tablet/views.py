"""One page for the whole notebook: its screens are ES modules, its data comes from the API."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.views.generic import TemplateView
from django.views.i18n import JavaScriptCatalog

from classrooms.artwork import ANIMALS, SECRETS


class NotebookView(TemplateView):
    template_name = "tablet/notebook.html"
    extra_context: ClassVar[dict[str, Any]] = {"animals": ANIMALS.values(), "secrets": SECRETS.values()}


class TextsView(JavaScriptCatalog):
    """The notebook's words alone: left to itself, the catalogue would bring all of Wagtail's admin along."""

    domain = "djangojs"
    packages: ClassVar[list[str]] = ["investigations"]

    def get_paths(self, packages: Sequence[str]) -> list[Path]:
        """Our words stand together in the project's folder, in no app's own."""
        return settings.LOCALE_PATHS
