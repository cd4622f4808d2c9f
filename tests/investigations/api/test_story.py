"""A pupil's day as the tablet lives it: find the mission, write, send photos, be corrected, send again."""

import json
import uuid

import pytest

from investigations.actions.review import return_report
from investigations.models import Photo, Report, ReportVersion
from tests.classrooms.factories import PupilFactory, TeamFactory
from tests.investigations.api.tablet import Tablet, content_for, photo_entry, sha256, tablet_of
from tests.investigations.factories import AssignmentFactory
from tests.pictures import CANARY, from_tablet

pytestmark = pytest.mark.django_db


def test_a_report_with_a_late_photo_is_submitted_when_the_photo_is_home_returned_and_sent_again():
    assignment = AssignmentFactory()
    tablet = tablet_of(assignment)
    report, photo, first = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()

    (mission,) = tablet.get("missions").json()["missions"]
    assert mission["id"] == str(assignment.pk)
    assert mission["report"] is None
    assert mission["guide"]["title"] == "Première rencontre"
    assert [question["id"] for question in mission["questions"]] == [q["id"] for q in assignment.questions]

    content = content_for(assignment, photos=[photo_entry(assignment, photo, "Une tasse")], submit=True)
    receipt = tablet.save(report, first, content)
    assert receipt.status_code == 201
    assert receipt.json()["sha256"] == sha256(json.dumps(content).encode())
    assert receipt.json()["state"] == "draft"
    assert receipt.json()["photos"] == {str(photo): None}
    assert receipt.json()["missing"] == [str(photo)]

    data = from_tablet()
    arrived = tablet.send_photo(data, assignment, photo=photo, report=report)
    assert arrived.status_code == 201
    assert arrived.json()["sha256"] == sha256(data)
    assert arrived.json()["report_state"] == "submitted"
    assert tablet.save(report, first, content).json()["missing"] == []

    question = assignment.questions[0]["id"]
    teacher = assignment.investigation.classroom.owner
    return_report(report=Report.objects.get(), remarks={question: "Écris son prénom."}, by=teacher)
    (mission,) = tablet.get("missions").json()["missions"]
    assert mission["report"]["state"] == "returned"
    assert mission["report"]["may_write"]
    assert mission["report"]["held"] == {str(photo): sha256(data)}
    assert [(r["question"], r["text"]) for r in mission["report"]["remarks"]] == [(question, "Écris son prénom.")]

    again = {**content, "parent": str(first), "answers": {**content["answers"], question: "Nour"}}
    receipt = tablet.save(report, uuid.uuid4(), again)
    assert (receipt.status_code, receipt.json()["state"], receipt.json()["merged"]) == (201, "submitted", False)
    assert ReportVersion.objects.filter(report=report).count() == 2


def test_a_photo_is_kept_as_new_pixels_and_what_came_is_dropped(django_capture_on_commit_callbacks):
    assignment = AssignmentFactory()
    tablet = tablet_of(assignment)
    with django_capture_on_commit_callbacks(execute=True):
        receipt = tablet.send_photo(from_tablet(orientation=6), assignment).json()
    photo = Photo.objects.get()
    assert not photo.received
    for file in (photo.clean, photo.thumbnail, photo.original, photo.masked, photo.masked_thumbnail):
        assert CANARY not in file.open("rb").read()
    assert (receipt["width"], receipt["height"]) == (1600, 1200)
    folder = photo.clean.storage.path(photo.clean.name).rpartition("/")[0]
    names = photo.clean.storage.listdir(folder)[1]
    kept = ["clean", "masked", "masked_thumbnail", "original", "thumbnail"]
    assert sorted(name.partition("-")[0] for name in names) == kept


@pytest.mark.parametrize("which", ["clean", "thumbnail"])
def test_a_pupil_sees_the_photos_of_their_missions_and_no_others(which):
    assignment = AssignmentFactory()
    tablet = tablet_of(assignment)
    photo = tablet.send_photo(from_tablet(), assignment).json()["photo"]
    answer = tablet.get(f"photos/{photo}/{which}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    assert tablet_of(AssignmentFactory()).get(f"photos/{photo}/{which}").status_code == 404


def test_one_tap_asks_that_a_photo_not_be_published_and_can_be_taken_back():
    assignment = AssignmentFactory()
    tablet = tablet_of(assignment)
    photo = tablet.send_photo(from_tablet(), assignment).json()["photo"]
    for _twice in range(2):
        assert tablet.put(f"photos/{photo}/objection").json() == {"photo": photo, "objected": True}
    assert tablet_of(AssignmentFactory()).delete(f"photos/{photo}/objection").status_code == 404
    assert Photo.objects.get().objected_at
    assert tablet.delete(f"photos/{photo}/objection").json() == {"photo": photo, "objected": False}


def test_a_team_mate_cannot_take_back_what_another_asked_for():
    team = TeamFactory()
    ana, tom = PupilFactory.create_batch(2, classroom=team.classroom, team=team)
    assignment = AssignmentFactory(team=team, pupil=None, investigation__classroom=team.classroom)
    hers, his = Tablet(ana).sign_in(), Tablet(tom).sign_in()
    address = f"photos/{his.send_photo(from_tablet(), assignment).json()['photo']}/objection"
    hers.put(address)

    refused = his.delete(address)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_wish")
    assert "On respecte son choix" in refused.json()["detail"]
    assert list(Photo.objects.get().objectors.all()) == [ana]

    his.put(address)
    assert hers.delete(address).json()["objected"] is True
    assert Photo.objects.get().objected_at
    assert his.delete(address).json()["objected"] is False
    assert Photo.objects.get().objected_at is None
