from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.signals import published, workflow_approved, workflow_rejected


class DirectoryConfig(AppConfig):
    name = "investigations.directory"
    label = "directory"
    verbose_name = _("Projets citoyens")

    def ready(self) -> None:
        published.connect(drop_replaced)
        workflow_approved.connect(tell_approved)
        workflow_rejected.connect(tell_rejected)


def drop_replaced(*, instance: Any, **_kwargs: Any) -> None:
    from investigations.directory.models import CitizenProject
    from investigations.directory.pictures import drop_replaced

    if isinstance(instance, CitizenProject):
        drop_replaced(instance)


def tell_approved(**kwargs: Any) -> None:
    from investigations.directory.after_reading import tell_approved

    tell_approved(**kwargs)


def tell_rejected(**kwargs: Any) -> None:
    from investigations.directory.after_reading import tell_rejected

    tell_rejected(**kwargs)
