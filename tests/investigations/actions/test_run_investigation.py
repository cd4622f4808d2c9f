"""An investigation from its making to its end."""

import datetime

import pytest
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from classrooms.errors import Refusal
from investigations.actions.assign import change_questions
from investigations.actions.create_investigation import create_investigation
from investigations.actions.run_investigation import (
    close_investigation,
    end_collection,
    open_investigation,
    reopen_investigation,
)
from investigations.actions.update_investigation import change_project, update_investigation
from investigations.models import Guide, Investigation, Photo
from tests.classrooms.factories import ClassroomFactory
from tests.investigations.factories import (
    AssignmentFactory,
    CitizenProjectFactory,
    InvestigationFactory,
    PhotoFactory,
)

pytestmark = pytest.mark.django_db
State = Investigation.State
FIRST, LAST = datetime.date(2026, 12, 1), datetime.date(2026, 12, 8)
OWN = [("short_text", {"label": "Qui a peint la porte ?", "help": "", "required": False})]


def guide(slug="premiere-rencontre"):
    return Guide.objects.get(slug=slug)


def update(investigation, **changes):
    fields = {"guide": investigation.guide, "own_questions": investigation.own_questions, "starts_on": FIRST,
              "ends_on": LAST, "camera_only": True, **changes}  # fmt: skip
    return update_investigation(investigation=investigation, by=investigation.classroom.owner, **fields)


def test_a_class_begins_to_prepare():
    classroom = ClassroomFactory()
    made = create_investigation(
        classroom=classroom, project=CitizenProjectFactory(), guide=guide(), by=classroom.owner, starts_on=FIRST
    )
    assert (made.state, made.camera_only) == (State.PREPARING, True)
    assert ModelLogEntry.objects.for_instance(made).get().user == classroom.owner
    assert registry.get_action_label("wagtail.create")


def test_a_project_that_is_not_published_can_t_be_met():
    draft, investigation = CitizenProjectFactory(live=False), InvestigationFactory()
    by = investigation.classroom.owner
    with pytest.raises(Refusal, match="pas encore publié"):
        create_investigation(classroom=investigation.classroom, project=draft, guide=guide(), by=by)
    with pytest.raises(Refusal, match="pas encore publié"):
        change_project(investigation=investigation, project=draft, by=by)


def test_the_last_day_comes_after_the_first():
    with pytest.raises(Refusal) as refusal:
        update(InvestigationFactory(), starts_on=LAST, ends_on=FIRST)
    assert refusal.value.code == "days"


def test_the_class_s_questions_come_after_the_guide_s_and_freeze_at_the_opening():
    investigation = AssignmentFactory(investigation=InvestigationFactory()).investigation
    by = investigation.classroom.owner
    update(investigation, own_questions=OWN)
    opened = open_investigation(investigation=investigation, by=by)
    assert opened.questions[-1]["label"] == "Qui a peint la porte ?"
    changed = update(opened, guide=guide("portrait"), own_questions=[], camera_only=False)
    assert (changed.guide, changed.questions, changed.camera_only) == (opened.guide, opened.questions, False)


def test_a_mission_forgets_a_question_that_is_gone():
    assignment = AssignmentFactory(investigation=InvestigationFactory())
    investigation = assignment.investigation
    update(investigation, own_questions=OWN)
    investigation.refresh_from_db()
    kept, gone = investigation.questions[0]["id"], investigation.questions[-1]["id"]
    by = investigation.classroom.owner
    change_questions(assignment=assignment, by=by, question_ids=[kept, gone])
    update(investigation, own_questions=[])
    assignment.refresh_from_db()
    assert assignment.question_ids == [kept]
    update(investigation, guide=guide("portrait"), own_questions=[])
    assignment.refresh_from_db()
    assert assignment.question_ids == []


def test_it_opens_only_with_a_mission():
    investigation = InvestigationFactory()
    with pytest.raises(Refusal) as refusal:
        open_investigation(investigation=investigation, by=investigation.classroom.owner)
    assert refusal.value.code == "no_assignment"


def test_it_goes_from_open_to_review_back_and_to_its_end():
    photo = PhotoFactory()
    investigation = photo.assignment.investigation
    by = investigation.classroom.owner
    assert end_collection(investigation=investigation, by=by).state == State.REVIEWING
    assert reopen_investigation(investigation=investigation, by=by).state == State.OPEN
    closed = close_investigation(investigation=investigation, by=by)
    assert closed.state == State.CLOSED
    assert closed.closed_at
    for act in (open_investigation, end_collection, close_investigation):
        with pytest.raises(Refusal):
            act(investigation=investigation, by=by)
    with pytest.raises(Refusal):
        update(investigation)
    with pytest.raises(Refusal):
        change_project(investigation=investigation, project=CitizenProjectFactory(), by=by)
    resumed = reopen_investigation(investigation=investigation, by=by)
    assert (resumed.state, resumed.closed_at) == (State.REVIEWING, None)


@pytest.mark.django_db(transaction=True)
def test_at_its_end_what_is_unmasked_goes_and_the_masked_copies_stay():
    from django.core.files.base import ContentFile

    from cms.actions.found_site import found_site

    found_site()
    photo = PhotoFactory()
    photo.original.save("tests/original.jpg", ContentFile(b"original"))
    close_investigation(investigation=photo.assignment.investigation, by=photo.assignment.investigation.classroom.owner)
    photo = Photo.objects.get(pk=photo.pk)
    assert not (photo.original or photo.clean or photo.thumbnail)
    assert photo.masked.storage.exists(photo.masked.name)
    assert photo.masked_thumbnail.storage.exists(photo.masked_thumbnail.name)
