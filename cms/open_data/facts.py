"""What of a project goes out. It is named here, one by one: what a project gets later stays in."""

import re
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cms.open_data.licence import whole
from investigations.directory.models import CitizenProject, OpenVisit
from workshop.links import web_link

_EMAIL = re.compile(r"[^\s@<>(),;:\"«»]+@[^\s@<>(),;:\"«»]+\.[^\W\d_]{2,}")


def without_emails(words: str) -> str:
    """On the page a person reads them; in a file they would be gathered by machines."""
    return _EMAIL.sub("(adresse sur la page du projet)", words)


def address_of(project: CitizenProject) -> str:
    """One for the project, whatever the page that names it."""
    with override(settings.LANGUAGE_CODE):
        return whole(project.get_absolute_url())


def facts_of(project: CitizenProject) -> dict[str, Any]:
    words = {
        name: without_emails(getattr(project, name))
        for name in (
            "name", "summary", "description", "address", "postcode", "commune", "opening_hours", "welcome_when",
            "welcome_how", "accessibility", "needs_hands", "needs_things", "needs_money", "how_it_was_made",
        )
    }  # fmt: skip
    return words | {
        "id": project.pk,
        "url": address_of(project),
        "causes": [cause.slug for cause in project.causes.all()],
        "website": web_link(project.website),
        "helloasso": web_link(project.helloasso_url),
        "welcomes_classes": project.welcomes_classes,
        "max_pupils": project.max_pupils,
        "welcome_levels": project.welcome_levels,
        "step_free": project.step_free,
        "has_toilets": project.has_toilets,
        "photos_allowed": project.photos_allowed,
        "vcard": whole(reverse("project_vcard", args=[project.slug])),
        "calendar": whole(reverse("project_calendar", args=[project.slug])),
        "updated": project.changed_at.isoformat(timespec="seconds"),
    }


def words_of(visit: OpenVisit) -> tuple[str, str]:
    """What is done there, and where."""
    return without_emails(visit.words), without_emails(visit.where)
