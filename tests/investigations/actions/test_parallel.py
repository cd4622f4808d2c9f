"""Twenty tablets at once, or one tablet twenty times: real threads, each with its own connection to the database."""

import sqlite3
import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from classrooms.actions.open_door import open_door
from investigations.models import Photo, Report, ReportVersion
from tests import pictures
from tests.investigations.api.tablet import Tablet, content_for, photo_entry, tablet_of
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


@pytest.fixture
def at_once(tmp_path, monkeypatch):
    """Run calls at the same moment, and then a look at what they left.

    SQLite's database of the tests lies in memory, where locks are not those of files: threads get a copy in a file.
    """

    def run(*calls):
        if connection.vendor == "sqlite":
            monkeypatch.setitem(connections.settings["default"], "NAME", _copy(tmp_path / "copy.sqlite3"))
        barrier = threading.Barrier(len(calls) - 1)

        def start(call):
            barrier.wait()
            return _and_hang_up(call)

        *racing, look = calls
        with ThreadPoolExecutor(len(racing)) as pool:
            answers = list(pool.map(start, racing))
        with ThreadPoolExecutor(1) as pool:
            return answers, pool.submit(_and_hang_up, look).result()

    return run


def _copy(path):
    with sqlite3.connect(path) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        # As a site's database stands: the change to it may meet a lock that SQLite doesn't wait for.
        copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    return str(path)


def _and_hang_up(call):
    try:
        return call()
    finally:
        connections.close_all()


def same_tablet(tablet):
    """Another client with the same token: Django's test client is not made to be shared."""
    return Tablet(tablet.pupil, token=tablet.token)


def test_twenty_times_one_photo_is_one_row_one_set_of_files_and_one_receipt(at_once):
    assignment = AssignmentFactory()
    tablet, photo, report = tablet_of(assignment), uuid.uuid4(), uuid.uuid4()
    data = pictures.encoded(pictures.photograph("coffee", (320, 240)))

    def send():
        return same_tablet(tablet).send_photo(data, assignment, photo=photo, report=report)

    answers, rows = at_once(*[send] * MANY, lambda: list(Photo.objects.all()))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: MANY - 1}
    assert len({answer.content for answer in answers}) == 1
    (row,) = rows
    kept = {path.name.partition("-")[0] for path in Path(settings.PRIVATE_DIR).rglob("*.jpg")}
    assert kept == {"clean", "thumbnail", "original", "masked", "masked_thumbnail"}
    assert Path(row.clean.path).exists()


def test_twenty_different_photos_under_one_id_leave_one_whole_photo(at_once):
    assignment = AssignmentFactory()
    tablet, photo = tablet_of(assignment), uuid.uuid4()
    images = [pictures.encoded(pictures.photograph("rocket", (160 + n, 120))) for n in range(MANY)]

    def send(data):
        return lambda: same_tablet(tablet).send_photo(data, assignment, photo=photo)

    answers, rows = at_once(*[send(data) for data in images], lambda: list(Photo.objects.all()))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: MANY - 1}
    (row,) = rows
    assert row.width == 160 + [answer.status_code for answer in answers].index(201)
    assert len(list(Path(settings.PRIVATE_DIR).rglob("clean-*.jpg"))) == 1


def test_twenty_times_one_version_is_one_row_and_one_receipt(at_once):
    assignment = AssignmentFactory()
    tablet, report, version = tablet_of(assignment), uuid.uuid4(), uuid.uuid4()
    content = content_for(assignment)

    def save():
        return same_tablet(tablet).save(report, version, content)

    answers, counts = at_once(*[save] * MANY, lambda: (Report.objects.count(), ReportVersion.objects.count()))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: MANY - 1}
    assert len({answer.json()["received_at"] for answer in answers}) == 1
    assert counts == (1, 1)


def test_one_version_id_in_two_missions_at_once_is_kept_for_one_of_them(at_once):
    missions = [AssignmentFactory() for _ in range(6)]
    tablets, report, version = [tablet_of(mission) for mission in missions], uuid.uuid4(), uuid.uuid4()

    def save(tablet, mission):
        return lambda: same_tablet(tablet).save(report, version, content_for(mission))

    racing = [save(*pair) for pair in zip(tablets, missions, strict=True)]
    answers, count = at_once(*racing, lambda: ReportVersion.objects.count())
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 5}
    assert count == 1


def test_a_last_version_and_its_last_photos_that_arrive_together_submit_the_report(at_once):
    assignment = AssignmentFactory()
    tablet, report = tablet_of(assignment), uuid.uuid4()
    photos = [uuid.uuid4() for _ in range(3)]
    content = content_for(assignment, photos=[photo_entry(assignment, photo) for photo in photos], submit=True)
    data = pictures.encoded(pictures.photograph("chelsea", (320, 240)))

    def send(photo):
        return lambda: same_tablet(tablet).send_photo(data, assignment, photo=photo, report=report)

    racing = [send(photo) for photo in photos] + [lambda: same_tablet(tablet).save(report, uuid.uuid4(), content)]
    answers, state = at_once(*racing, lambda: Report.objects.get().state)
    assert {answer.status_code for answer in answers} == {201}
    assert state == "submitted"


def test_twenty_tablets_that_join_at_once_get_twenty_names(at_once):
    classroom = AssignmentFactory().investigation.classroom
    open_door(classroom=classroom, user=classroom.owner, minutes=60)

    def join():
        return Tablet(None).post("tablets/join", {"code": classroom.code})

    answers, names = at_once(*[join] * MANY, lambda: set(classroom.tablets.values_list("name", flat=True)))
    assert {answer.status_code for answer in answers} == {201}
    assert len(names) == MANY


def test_versions_of_many_tablets_from_one_parent_come_together_and_nothing_is_lost(at_once):
    assignment = AssignmentFactory()
    tablet, report, parent = tablet_of(assignment), uuid.uuid4(), uuid.uuid4()
    (question, *_) = [q["id"] for q in assignment.questions if q["kind"] == "short_text"]
    tablet.save(report, parent, content_for(assignment))
    words = [f"Réponse {number}" for number in range(8)]

    def write(word):
        answers = content_for(assignment)["answers"] | {question: word}
        content = content_for(assignment, parent=str(parent), answers=answers)
        version = uuid.uuid4()

        def send():
            """As a tablet does: a busy site is asked again."""
            while (answer := same_tablet(tablet).save(report, version, content)).status_code == 503:
                assert answer["Retry-After"]
            return answer

        return send

    answers, head = at_once(*[write(word) for word in words], lambda: Report.objects.select_related("head").get().head)
    assert {answer.status_code for answer in answers} == {201}
    assert sorted([head.answers[question], *head.others[question]]) == words
