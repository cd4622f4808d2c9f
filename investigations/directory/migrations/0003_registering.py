import re

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


HELLOASSO = "https://www.helloasso.com/"


def mend(apps, schema_editor):
    """What came in before these rules: a point that nobody knew, and other spellings of HelloAsso's address."""
    projects = apps.get_model("directory", "CitizenProject").objects
    projects.filter(latitude=0, longitude=0).update(latitude=None, longitude=None)
    for project in projects.exclude(helloasso_url="").exclude(helloasso_url__startswith=HELLOASSO):
        path = re.match(r"https?://(?:www\.)?helloasso\.com/(\S*)\Z", project.helloasso_url, re.IGNORECASE)
        project.helloasso_url = HELLOASSO + path[1] if path else ""
        project.save(update_fields=["helloasso_url"])


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0002_web_links'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HolderVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('code', models.CharField(blank=True, max_length=64)),
                ('code_ends_at', models.DateTimeField(blank=True, null=True)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('entered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ProjectHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('name', models.CharField(max_length=100, verbose_name='nom')),
                ('since', models.DateTimeField(auto_now_add=True, verbose_name='depuis')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmé le')),
            ],
            options={
                'verbose_name': 'porteur de projet',
                'verbose_name_plural': 'porteurs de projet',
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('code', models.CharField(blank=True, max_length=64)),
                ('code_ends_at', models.DateTimeField(blank=True, null=True)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
                ('typed', models.JSONField(default=dict)),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='citizenproject',
            name='project_helloasso_url_leads_to_the_web',
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='has_toilets',
            field=models.BooleanField(blank=True, null=True, verbose_name='toilettes sur place'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='how_it_was_made',
            field=models.TextField(blank=True, help_text='Pour qui voudrait faire pareil : ce qu’il a fallu, à qui demander, ce qui a raté.', verbose_name='comment on a fait'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='needs_hands',
            field=models.CharField(blank=True, max_length=250, verbose_name='besoin de bras'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='needs_money',
            field=models.CharField(blank=True, max_length=250, verbose_name='besoin d’argent'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='needs_things',
            field=models.CharField(blank=True, max_length=250, verbose_name='besoin de matériel'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='opening_hours',
            field=models.CharField(blank=True, max_length=250, verbose_name='horaires d’ouverture'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='paused_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='en pause depuis'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='photos_allowed',
            field=models.BooleanField(blank=True, null=True, verbose_name='photos permises'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='point_from',
            field=models.CharField(blank=True, choices=[('address', 'l’adresse'), ('pin', 'une épingle posée à la main'), ('commune', 'la commune')], max_length=8, verbose_name='lieu trouvé par'),
        ),
        migrations.AddField(
            model_name='citizenproject',
            name='step_free',
            field=models.BooleanField(default=False, verbose_name='accessible sans marche'),
        ),
        migrations.AlterField(
            model_name='citizenproject',
            name='helloasso_url',
            field=models.URLField(blank=True, help_text='Par exemple : https://www.helloasso.com/associations/mon-association', validators=[django.core.validators.URLValidator(code='helloasso', message='Une page HelloAsso commence par https://www.helloasso.com/. Copiez-la de votre navigateur.', regex='\\Ahttps://www\\.helloasso\\.com/\\S*\\Z', schemes=['https'])], verbose_name='page HelloAsso'),
        ),
        migrations.AlterField(
            model_name='citizenproject',
            name='latitude',
            field=models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude'),
        ),
        migrations.AlterField(
            model_name='citizenproject',
            name='longitude',
            field=models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude'),
        ),
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='citizenproject',
            constraint=models.CheckConstraint(condition=models.Q(('helloasso_url', ''), ('helloasso_url__startswith', 'https://www.helloasso.com/'), _connector='OR'), name='project_giving_is_on_helloasso', violation_error_message='Une page HelloAsso commence par https://www.helloasso.com/. Copiez-la de votre navigateur.'),
        ),
        migrations.AddConstraint(
            model_name='citizenproject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='project_point_is_whole', violation_error_message='La latitude et la longitude vont ensemble : les deux, ou aucune.'),
        ),
        migrations.AddConstraint(
            model_name='citizenproject',
            constraint=models.CheckConstraint(condition=models.Q(('latitude', 0), ('longitude', 0), _negated=True), name='project_is_not_at_0_0', violation_error_message='Le point 0, 0 est en pleine mer : laissez vide ce que vous ne savez pas.'),
        ),
        migrations.AddField(
            model_name='projectholder',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='directory.citizenproject'),
        ),
        migrations.AddField(
            model_name='projectholder',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='directory.projectholder'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['changed_at'], name='registration_changed'),
        ),
        migrations.AddConstraint(
            model_name='projectholder',
            constraint=models.UniqueConstraint(fields=('project', 'email'), name='holder_once_a_project'),
        ),
    ]
