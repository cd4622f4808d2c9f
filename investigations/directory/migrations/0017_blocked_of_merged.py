from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0016_resumable_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="blockedhelper",
            name="made_for",
            field=models.BigIntegerField(editable=False, null=True),
        ),
    ]
