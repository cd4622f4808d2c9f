from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say_who_objected(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Until now nobody kept it: the wish is that of whoever sent the photo."""
    for photo in apps.get_model("investigations", "Photo").objects.exclude(objected_at=None):
        photo.objectors.add(photo.pupil_id)


class Migration(migrations.Migration):
    dependencies = [("investigations", "0002_offline"), ("classrooms", "0003_tablets")]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="objectors",
            field=models.ManyToManyField(blank=True, related_name="+", to="classrooms.pupil"),
        ),
        migrations.RunPython(say_who_objected, migrations.RunPython.noop),
    ]
