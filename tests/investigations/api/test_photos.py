"""Photos come by their own ids, once, whole, and only if they are photos."""

import errno
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from investigations.models import Investigation, Photo
from tests import pictures
from tests.classrooms.factories import PupilFactory
from tests.investigations.api.tablet import Tablet, sha256, tablet_of
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory()


@pytest.fixture
def tablet(assignment):
    return tablet_of(assignment)


def photograph(name="coffee"):
    return pictures.encoded(pictures.photograph(name))


def files():
    return [path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()]


def test_the_same_photo_twice_is_one_row_and_one_receipt(tablet, assignment, django_capture_on_commit_callbacks):
    photo, data, answers = uuid.uuid4(), photograph(), []
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answers.append(tablet.send_photo(data, assignment, photo=photo))
    first, second = answers
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Photo.objects.count() == 1
    assert len(files()) == 5


def test_other_bytes_under_the_same_id_are_refused_and_nothing_overwritten(tablet, assignment):
    photo = uuid.uuid4()
    tablet.send_photo(photograph(), assignment, photo=photo)
    before, held = Photo.objects.values().get(), {path: path.read_bytes() for path in files()}
    for other in (photograph("rocket"), b"no photo"):
        answer = tablet.send_photo(other, assignment, photo=photo)
        assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert Photo.objects.values().get() == before
    assert {path: path.read_bytes() for path in files()} == held


def test_the_id_of_anothers_photo_is_taken_and_nothing_is_told(tablet, assignment):
    photo, data = uuid.uuid4(), photograph()
    tablet.send_photo(data, assignment, photo=photo)
    other = AssignmentFactory()
    answer = tablet_of(other).send_photo(data, other, photo=photo)
    assert (answer.status_code, set(answer.json())) == (409, {"code", "detail"})
    assert len(files()) == 3


def test_a_photo_for_anothers_mission_is_not_found(assignment):
    classmate = Tablet(PupilFactory(classroom=assignment.investigation.classroom)).sign_in()
    for tablet in (classmate, tablet_of(AssignmentFactory())):
        assert tablet.send_photo(photograph(), assignment).json()["code"] == "not_found"
    assert files() == []


@pytest.mark.parametrize("name", pictures.attacks())
def test_what_is_no_photo_gets_a_clear_no_and_leaves_nothing(tablet, assignment, name):
    data, code = pictures.attacks()[name]
    answer = tablet.send_photo(data, assignment)
    assert (answer.status_code, answer.json()["code"]) == (413 if code == "too_heavy" else 422, code)
    assert answer.json()["detail"]
    assert not Photo.objects.exists()
    assert files() == []


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_a_photo_is_known_by_its_content_whatever_it_is_called(tablet, assignment, format_):
    data = pictures.encoded(pictures.photograph("chelsea"), format_)
    path = f"photos/{uuid.uuid4()}?assignment={assignment.pk}&report={uuid.uuid4()}"
    for content_type in ("application/octet-stream", "text/html", "image/gif"):
        answer = tablet.put(path, data, content_type)
        assert answer.status_code in (200, 201)
        assert answer.json()["sha256"] == sha256(data)


def test_a_photo_that_changed_on_the_way_is_to_be_sent_again(tablet, assignment):
    data = photograph()
    assert tablet.send_photo(data, assignment, **{"X-Content-SHA256": sha256(data).upper()}).status_code == 201
    answer = tablet.send_photo(data, assignment, **{"X-Content-SHA256": sha256(data[:-1])})
    assert (answer.status_code, answer.json()["code"]) == (422, "altered")


def test_photos_come_in_while_a_teacher_reads_but_not_once_it_is_over(tablet, assignment):
    Investigation.objects.update(state=Investigation.State.REVIEWING)
    kept, data = uuid.uuid4(), photograph()
    assert tablet.send_photo(data, assignment, photo=kept).status_code == 201
    Investigation.objects.update(state=Investigation.State.CLOSED)
    answer = tablet.send_photo(data, assignment)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_writable")
    assert tablet.send_photo(data, assignment, photo=kept).status_code == 200


def test_a_mission_holds_no_endless_photos(tablet, assignment, monkeypatch):
    monkeypatch.setattr("investigations.actions.receive_photo.PHOTOS_AT_MOST", 1)
    tablet.send_photo(photograph(), assignment)
    assert tablet.send_photo(photograph(), assignment).json()["code"] == "too_many_photos"


def test_without_mission_and_report_a_photo_has_no_place(tablet):
    answer = tablet.put(f"photos/{uuid.uuid4()}?assignment=x", photograph(), "image/jpeg")
    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"assignment", "report"})


def test_a_full_disk_is_said_and_nothing_half_stays(tablet, assignment, monkeypatch):
    def no_room(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("workshop.storage.os.fsync", no_room)
    answer = tablet.send_photo(photograph(), assignment)
    assert (answer.status_code, answer.json()["code"]) == (507, "full")
    assert not Photo.objects.exists()
    assert files() == []


def test_a_busy_database_asks_for_another_try_and_nothing_half_stays(tablet, assignment, monkeypatch):
    def locked(*_, **__):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Photo, "save", locked)
    answer = tablet.send_photo(photograph(), assignment)
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert int(answer["Retry-After"]) > 0
    assert files() == []


def test_a_photo_whose_file_is_gone_is_not_found(tablet, assignment):
    photo = tablet.send_photo(photograph(), assignment).json()["photo"]
    stored = Photo.objects.get()
    stored.clean.storage.delete(stored.clean.name)
    assert tablet.get(f"photos/{photo}/clean").status_code == 404
