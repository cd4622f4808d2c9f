from typing import Any

from django.core.management.base import BaseCommand

from cms.models import StoryPage
from cms.rendition_tasks import make_renditions


class Command(BaseCommand):
    help = "Has the worker draw what public pictures lack, after an upgrade that added a size or a format."

    def handle(self, *args: Any, **options: Any) -> None:
        for key in StoryPage.objects.live().order_by("pk").values_list("pk", flat=True):
            make_renditions.enqueue(key)
