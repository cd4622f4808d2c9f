from typing import Any

from django.core.management.base import BaseCommand

from cms.keeping import empty_pages


class Command(BaseCommand):
    help = "Take all kept public pages away: they are rendered anew as they are asked for."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{empty_pages()} pages are gone.")
