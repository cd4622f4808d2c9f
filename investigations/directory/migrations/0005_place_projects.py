from typing import Any

from django.db import migrations

from investigations.directory.places.keeping import facets_of, rebuild, rows_at
from workshop.geo import Point


def place_projects(apps: Any, _schema_editor: Any) -> None:
    """Projects that were published before there was a map."""
    live = apps.get_model("directory", "CitizenProject").objects.filter(live=True, paused_at=None)
    somewhere = live.exclude(latitude=None).prefetch_related("causes").order_by("pk")
    rebuild(
        row
        for project in somewhere.iterator(chunk_size=2000)
        for row in rows_at(project.pk, Point(project.latitude, project.longitude), facets_of(project))
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_places")]
    operations = [migrations.RunPython(place_projects, migrations.RunPython.noop)]
