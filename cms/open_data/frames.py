"""Words to copy into a page elsewhere, that show there what a question finds here."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms.open_data.licence import whole
from cms.projects.asking import Asked

WIDTH, HEIGHT, CARD_HEIGHT = 800, 600, 380
TITLE = "Projets citoyens, Cap ou pas cap"


def frame(path: str, title: str, *, width: int | str = "100%", height: int = HEIGHT) -> SafeString:
    """No script; and we aren't told on which page it stands."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0" loading="lazy" '
        'referrerpolicy="no-referrer"></iframe>',
        whole(path), title, width, height,
    )  # fmt: skip


def taken_from_list(asked: Asked) -> dict[str, Any]:
    """What the page of a list offers to take along: the same question in other forms."""
    query = asked.address().removeprefix("?")
    query = f"?{query}" if query else ""
    return {
        "brochure_address": reverse("brochure") + asked.address(langue="en" if get_language() == "en" else None),
        "atom_address": reverse("projects_atom") + query,
        "calendar_address": reverse("visits_calendar") + query,
        "geojson_address": reverse("projects_geojson") + query,
        "csv_address": reverse("projects_csv") + asked.address(pour="tableur"),
        # As text: it is copied, not obeyed.
        "snippet": str(frame(reverse("embedded_list") + query, TITLE)),
        "map_snippet": str(frame(reverse("embedded_list") + asked.address(vue="carte"), TITLE)),
    }
