"""Static files as production serves them: collected into a throw-away folder, hashed and minified."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from investigations.tablet import shell

# What no page of the notebook asks for: pressing it all small takes longer than the tests.
FOREIGN = ["wagtail*", "rest_framework*"]


@contextmanager
def collected(folder: Path) -> Iterator[Path]:
    from django.conf import settings

    folder.mkdir(exist_ok=True)
    backends = {**settings.STORAGES, "staticfiles": {"BACKEND": "workshop.static_storage.ModuleStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=backends):
        with (folder / ".collecting").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # The manifest comes last.
            if not (folder / staticfiles_storage.manifest_name).exists():
                call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=FOREIGN)
        # The storage read its manifest when it was made: before there was one.
        staticfiles_storage.hashed_files, _ = staticfiles_storage.load_manifest()
        shell._remembered.cache_clear()
        try:
            # The live server looks files up where they are kept, not where they are collected.
            with override_settings(STATICFILES_DIRS=[folder]):
                yield folder
        finally:
            shell._remembered.cache_clear()
