"""Which entries wait for an editor: the workflow says it, whoever has handed them in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from investigations.directory.models import CitizenProject, EntryReading, ImportedFrom


class Kind(models.TextChoices):
    NEW = "new", _("nouvelle")
    CHANGED = "changed", _("changée")
    IMPORTED = "imported", _("importée")


@dataclass(frozen=True)
class Waiting:
    project: CitizenProject
    kind: Kind
    since: datetime
    by: str
    reader: str
    locked_by: str


def waiting_states() -> models.QuerySet[WorkflowState]:
    """Oldest first: nobody waits because others came later."""
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(CitizenProject),
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__status=TaskState.STATUS_IN_PROGRESS,
    ).order_by("current_task_state__started_at", "pk")


def in_queue(states: Iterable[WorkflowState]) -> list[Waiting]:
    """As many questions to the database for fifty as for one; states come with their task and who asked."""
    states = list(states)
    keys = [int(state.object_id) for state in states]
    projects = CitizenProject.objects.select_related("locked_by").prefetch_related("holders").in_bulk(keys)
    readings = EntryReading.objects.active().filter(project__in=keys).select_related("reader")
    readers = {reading.project_id: reading.reader.get_full_name() for reading in readings}
    imported = set(ImportedFrom.objects.filter(project__in=keys).values_list("project_id", flat=True))
    return [
        Waiting(
            project,
            Kind.CHANGED if project.first_published_at
            else Kind.IMPORTED if project.pk in imported
            else Kind.NEW,
            state.current_task_state.started_at,
            _by(state, project),
            readers.get(project.pk, ""),
            project.locked_by.get_full_name() if project.locked and project.locked_by else "",
        )
        for state in states
        if (project := projects.get(int(state.object_id)))
    ]  # fmt: skip


def _by(state: WorkflowState, project: CitizenProject) -> str:
    """An editor who has handed it in, else who keeps it: holders have no account."""
    if state.requested_by:
        return str(state.requested_by.get_full_name())
    return ", ".join(holder.name for holder in project.holders.all() if holder.confirmed_at)
