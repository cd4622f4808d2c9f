from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import pre_migrate


class WorkshopConfig(AppConfig):
    name = "workshop"

    def ready(self) -> None:
        from workshop import checks  # noqa: F401
        from workshop.spreadsheets import keep_exports_plain

        keep_exports_plain()
        # Django tells only apps with models that a migration begins; this one always has some.
        pre_migrate.connect(make_cache_table, sender=apps.get_app_config("contenttypes"))


def make_cache_table(*, using: str, **_kwargs: Any) -> None:
    """Wagtail empties its caches while it migrates: their table comes first."""
    call_command("createcachetable", database=using, verbosity=0)
