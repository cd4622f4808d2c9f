from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ClassroomsConfig(AppConfig):
    name = "classrooms"
    verbose_name = _("Classes")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from classrooms.second_factor import count_as_shown

        authenticator_added.connect(count_as_shown)
        # cms comes before, and founds the site.
        post_migrate.connect(replay_erasures_after_migration, sender=self)


def replay_erasures_after_migration(*, using: str, **_kwargs: Any) -> None:
    """A restored database is migrated before the site opens: nobody who was erased comes back."""
    from classrooms.actions.erase_pupil import replay_erasures

    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):  # a database on its way has not all tables
        replay_erasures()
