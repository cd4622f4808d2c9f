"""What must hold before the site may serve: private storage stays private."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.files.storage import FileSystemStorage, storages


@register(Tags.security)
def check_private_storage(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Errors where a pupil's photo could be had by an address or as a static or media file."""
    private = storages["private"]
    if not isinstance(private, FileSystemStorage):
        return []
    problems: list[CheckMessage] = []
    if settings.STORAGES["private"].get("OPTIONS", {}).get("base_url"):
        message = "STORAGES['private'] has a base_url: pupils' photos would have addresses."
        problems.append(Error(message, id="house.E001"))
    place = Path(private.location).resolve()
    for name in ["MEDIA_ROOT", "STATIC_ROOT"]:
        public = Path(getattr(settings, name)).resolve()
        if place.is_relative_to(public) or public.is_relative_to(place):
            problems.append(Error(f"Private storage and {name} must not lie inside each other.", id="house.E002"))
    return problems
