"""Imported entries become public, or go, many at once: an editor has looked."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from classrooms.models import User
from investigations.directory.after_reading import tell_holders
from investigations.directory.models import CitizenProject, ImportedFrom
from investigations.directory.places.keeping import place_all


@transaction.atomic
def publish_imported(*, keys: Sequence[int], by: User | None) -> int:
    """``keys``: some hundreds of ImportedFrom. Twice is once; holders hear. Returns how many became public."""
    rows = ImportedFrom.objects.waiting().filter(pk__in=keys)
    projects = list(
        CitizenProject.objects.select_for_update(of=("self",))
        .filter(pk__in=rows.values("project"))
        .select_related("latest_revision")
    )
    written = [project for project in projects if project.latest_revision]
    for project in written:
        project.latest_revision.publish(user=by)
    plain, now = [project for project in projects if not project.latest_revision], timezone.now()
    for project in plain:
        project.live, project.has_unpublished_changes, project.changed_at = True, False, now
        project.first_published_at, project.last_published_at = project.first_published_at or now, now
    fields = ["live", "has_unpublished_changes", "first_published_at", "last_published_at", "changed_at"]
    CitizenProject.objects.bulk_update(plain, fields)
    place_all(list(CitizenProject.objects.filter(pk__in=[p.pk for p in plain]).prefetch_related("causes")))
    content_type = ContentType.objects.get_for_model(CitizenProject)
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type, object_id=str(project.pk), label=project.name, action="wagtail.publish",
            timestamp=now, user=by,
        )
        for project in plain
    )  # fmt: skip
    ImportedFrom.objects.filter(pk__in=keys).update(changed_since=False)
    tell_holders("entry_published", projects)
    return len(projects)


@transaction.atomic
def drop_imported(*, keys: Sequence[int], by: User) -> int:
    """Delete drafts; their names in the source stay, so that the next import doesn't bring them back."""
    gone = 0
    for row in ImportedFrom.objects.filter(pk__in=keys, project__live=False).select_related("project"):
        log(instance=row.project, action="wagtail.delete", user=by, deleted=True)
        try:
            with transaction.atomic():
                row.project.delete()
        except (models.ProtectedError, models.RestrictedError):
            continue
        gone += 1
    return gone
