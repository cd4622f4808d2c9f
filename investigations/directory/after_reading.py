"""What the editors decide reaches who keeps the entry: the workflow's own letters go to people with an account."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import WorkflowState

from investigations.directory.letters import write
from investigations.directory.models import CitizenProject, ProjectHolder


def tell_approved(*, instance: WorkflowState, **_kwargs: Any) -> None:
    _tell("entry_published", instance)


def tell_rejected(*, instance: WorkflowState, **_kwargs: Any) -> None:
    task = instance.current_task_state
    _tell("entry_returned", instance, comment=task.comment if task else "")


def _tell(letter: str, state: WorkflowState, **context: Any) -> None:
    if not isinstance(state.content_object, CitizenProject):
        return
    # As it is now: the workflow holds what it was when it began.
    tell_holders(letter, [CitizenProject.objects.get(pk=state.object_id)], **context)


def tell_holders(letter: str, projects: Iterable[CitizenProject], **context: Any) -> None:
    for holder in ProjectHolder.objects.confirmed().filter(project__in=projects).select_related("project"):
        write(letter, to=holder.email, project=holder.project, holder=holder, **context)
