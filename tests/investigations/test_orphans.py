"""What a dying server left in private storage goes; what a row names, and what is young, stays."""

import os
import time
import uuid
from pathlib import Path

import pytest
from django.conf import settings

from investigations.models import Photo
from investigations.orphans import sweep_orphans
from tests import pictures
from tests.investigations.api.tablet import tablet_of
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
TWO_DAYS = 2 * 24 * 3600


@pytest.fixture
def photo(django_capture_on_commit_callbacks):
    assignment = AssignmentFactory()
    with django_capture_on_commit_callbacks(execute=True):
        tablet_of(assignment).send_photo(pictures.from_tablet(), assignment)
    return Photo.objects.get()


def left(*parts: str, age: int = TWO_DAYS) -> Path:
    path = Path(settings.PRIVATE_DIR).joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age,) * 2)
    return path


def all_files() -> set[Path]:
    return {path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()}


def test_old_files_that_no_row_names_go_and_all_others_stay(photo):
    named = all_files()
    assert len(named) == 5
    for path in named:
        os.utime(path, (time.time() - TWO_DAYS,) * 2)
    folder = Path(photo.clean.name).parent
    gone = [
        left(str(folder), "clean-0ther.jpg"),
        left(str(folder), ".clean-0ther.jpg.1234.part"),
        left(str(folder.parent), str(uuid.uuid4()), "received-dead.jpg"),
        left("incoming", "tmp1234.part"),
    ]
    kept = [
        left(str(folder), "clean-y0ung.jpg", age=3600),
        left("incoming", "tmp5678.part", age=3600),
        left("not-ours", "notes.txt"),
    ]
    assert sweep_orphans() == len(gone)
    assert all_files() == named | set(kept)
    assert sweep_orphans() == 0


def test_nothing_to_sweep_where_nothing_was_ever_stored():
    assert sweep_orphans() == 0


def test_the_files_of_photos_whose_rows_are_gone_follow_them(photo):
    for path in all_files():
        os.utime(path, (time.time() - TWO_DAYS,) * 2)
    photo.delete()
    assert sweep_orphans() == 5
    assert not all_files()
