from typing import Any

from django.core.management.base import BaseCommand

from investigations.directory.models import CitizenProject
from investigations.directory.places.keeping import rebuild, rows_of


class Command(BaseCommand):
    help = "Place every published project on the map anew, and count its squares. Needed after changes by SQL only."

    def handle(self, *args: Any, **options: Any) -> None:
        projects = CitizenProject.objects.live().prefetch_related("causes").order_by("pk")
        made = rebuild(row for project in projects.iterator(chunk_size=2000) for row in rows_of(project))
        self.stdout.write(f"{made} places.")
