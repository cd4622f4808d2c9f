"""A receipt is a promise: what it names is on the disk before it is given, and a crash leaves nothing half there."""

import os
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from classrooms.errors import Refusal
from investigations.actions.receive_photo import receive_photo
from investigations.models import Photo
from investigations.originals import forget_originals, keep_upright_original
from tests import pictures
from tests.investigations.api.tablet import tablet_of
from tests.investigations.factories import AssignmentFactory
from tests.memory import most_held


@pytest.fixture
def journal(monkeypatch):
    """What reached the disk and the database, in order."""
    entries = []
    fsync, replace, commit = os.fsync, os.replace, BaseDatabaseWrapper._commit

    def noted_fsync(handle):
        entries.append(("fsync", os.readlink(f"/proc/self/fd/{handle}")))
        fsync(handle)

    def noted_replace(source, target):
        entries.append(("rename", str(target)))
        replace(source, target)

    def noted_commit(self):
        commit(self)
        entries.append(("commit", ""))

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    monkeypatch.setattr(BaseDatabaseWrapper, "_commit", noted_commit)
    return entries


@pytest.mark.django_db(transaction=True)
def test_files_then_folder_then_row_then_answer(journal, monkeypatch):
    later = SimpleNamespace(enqueue=lambda *_: None)
    monkeypatch.setattr("investigations.actions.receive_photo.keep_upright_original", later)
    assignment = AssignmentFactory()
    tablet = tablet_of(assignment)
    journal.clear()
    assert tablet.send_photo(pictures.from_tablet(), assignment).status_code == 201
    journal.append(("answer", ""))
    photo = Photo.objects.get()
    for file in (photo.received, photo.clean, photo.thumbnail):
        renamed = journal.index(("rename", file.path))
        name, folder = Path(file.path).name, str(Path(file.path).parent)
        written = next(i for i, (what, path) in enumerate(journal) if what == "fsync" and f".{name}." in path)
        folder_kept = next(i for i, entry in enumerate(journal) if i > renamed and entry == ("fsync", folder))
        committed = next(i for i, (what, _path) in enumerate(journal) if i > folder_kept and what == "commit")
        assert written < renamed < folder_kept < committed < journal.index(("answer", ""))
    for parent in Path(photo.clean.path).parents[1:3]:
        assert ("fsync", str(parent)) in journal


@pytest.mark.django_db
def test_a_commit_is_on_the_disk_when_it_returns():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit")
        assert cursor.fetchone()[0] in (2, "on")


class Endless:
    """A body without end."""

    def read(self, size):
        return bytes(size)


@pytest.mark.django_db
def test_a_body_is_never_held_in_memory():
    assignment = AssignmentFactory()
    with most_held() as held, pytest.raises(Refusal) as refused:
        receive_photo(
            pupil=assignment.pupil, photo_id=uuid.uuid4(), assignment_id=assignment.pk, report_id=uuid.uuid4(),
            stream=Endless(),
        )  # fmt: skip
    assert refused.value.code == "too_heavy"
    assert 0 < held.peak < 4 * 1024 * 1024
    assert not [path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()]


@pytest.fixture
def photo(django_capture_on_commit_callbacks):
    assignment = AssignmentFactory()
    tablet = tablet_of(assignment)
    with django_capture_on_commit_callbacks(execute=False):
        tablet.send_photo(pictures.encoded(pictures.photograph("rocket")), assignment)
    return Photo.objects.get()


@pytest.mark.django_db
def test_the_original_is_made_once_however_often_the_task_runs(photo, django_capture_on_commit_callbacks):
    received, storage = photo.received.name, photo.received.storage
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            keep_upright_original(photo.pk)
    photo.refresh_from_db()
    assert storage.exists(photo.original.name)
    assert not photo.received
    assert not storage.exists(received)
    assert len(storage.listdir(photo.clean.name.rpartition("/")[0])[1]) == 3


@pytest.mark.django_db
def test_no_original_is_made_once_the_investigation_is_closed(photo, django_capture_on_commit_callbacks):
    photo.assignment.investigation.__class__.objects.update(state="closed")
    with django_capture_on_commit_callbacks(execute=True):
        keep_upright_original(photo.pk)
    photo.refresh_from_db()
    assert not photo.received
    assert not photo.original


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["closed", "reviewed long ago"])
def test_originals_are_forgotten_in_time(photo, django_capture_on_commit_callbacks, why):
    with django_capture_on_commit_callbacks(execute=True):
        keep_upright_original(photo.pk)
    photo.refresh_from_db()
    original = photo.original.name
    forget_originals()
    assert photo.original.storage.exists(original)
    if why == "closed":
        photo.assignment.investigation.__class__.objects.update(state="closed")
    else:
        Photo.objects.update(reviewed_at="2020-01-01T00:00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        forget_originals()
    photo.refresh_from_db()
    assert not (photo.original or photo.clean or photo.thumbnail)
    names = photo.masked.storage.listdir(original.rpartition("/")[0])[1]
    assert sorted(name.partition("-")[0] for name in names) == ["masked", "masked_thumbnail"]
