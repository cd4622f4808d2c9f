"""What must hold before the site may serve: private storage stays private."""

from collections.abc import Sequence
from contextlib import suppress
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
    with suppress(NotImplementedError):
        private.url("photo")
        problems.append(Error("STORAGES['private'] gives pupils' photos an address.", id="house.E001"))
    place = Path(private.location).resolve()
    for name in ["MEDIA_ROOT", "STATIC_ROOT"]:
        public = Path(getattr(settings, name)).resolve()
        if place.is_relative_to(public) or public.is_relative_to(place):
            problems.append(Error(f"Private storage and {name} must not lie inside each other.", id="house.E002"))
    return problems
