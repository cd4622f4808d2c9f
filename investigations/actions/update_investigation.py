import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.actions.create_investigation import check_days, check_project, tell_chosen
from investigations.directory.models import CitizenProject
from investigations.models import Guide, Investigation

State = Investigation.State


@transaction.atomic
def update_investigation(
    *,
    investigation: Investigation,
    by: User,
    guide: Guide,
    own_questions: Any,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    camera_only: bool,
) -> Investigation:
    """Change what a class prepares. Once pupils answer, only days and camera still change: the questions are frozen.

    A mission that named a question which is gone asks the others; all, when none is left.
    """
    check_days(starts_on, ends_on)
    current = _current(investigation)
    if current.state == State.PREPARING:
        current.guide, current.own_questions = guide, own_questions
    current.starts_on, current.ends_on, current.camera_only = starts_on, ends_on, camera_only
    current.save()
    if current.state == State.PREPARING:
        _forget_gone_questions(current)
    log(instance=current, action="wagtail.edit", user=by, content_changed=True)
    return current


@transaction.atomic
def change_project(*, investigation: Investigation, project: CitizenProject, by: User) -> Investigation:
    check_project(project)
    current = _current(investigation)
    if current.state != State.PREPARING:
        raise Refusal(_("L’enquête a commencé : son projet ne change plus."), code="wrong_state")
    is_another = current.project_id != project.pk
    current.project = project
    current.save(update_fields=["project"])
    if is_another:
        tell_chosen(current)
    log(instance=current, action="wagtail.edit", user=by, content_changed=True)
    return current


def _current(investigation: Investigation) -> Investigation:
    current = Investigation.objects.select_for_update().get(pk=investigation.pk)
    if current.state == State.CLOSED:
        raise Refusal(_("Cette enquête est terminée : elle ne change plus."), code="wrong_state")
    return current


def _forget_gone_questions(investigation: Investigation) -> None:
    asked = {question["id"] for question in investigation.questions}
    for assignment in investigation.assignments.exclude(question_ids=[]):
        left = [question for question in assignment.question_ids if question in asked]
        if left != assignment.question_ids:
            assignment.question_ids = left
            assignment.save(update_fields=["question_ids"])
