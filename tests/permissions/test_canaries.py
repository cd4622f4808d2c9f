"""No answer tells a role what it may not know: words planted in every private place, looked for in every answer."""

import shutil

import pytest
from django.conf import settings
from django.db import transaction

from classrooms.models.classrooms import ClassroomQuerySet
from tests.permissions.asking import tour
from tests.permissions.canaries import ROLES
from tests.permissions.planting import plant
from tests.permissions.routes import routes


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """Made once: each answer's changes are undone by who asks."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant()
        transaction.set_rollback(True)
    for folder in [settings.MEDIA_ROOT, settings.PRIVATE_DIR]:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def empty_folders():
    """Files stay as long as the rows that name them."""


@pytest.mark.long
@pytest.mark.django_db
def test_each_role_meets_the_canaries_that_the_table_gives_it_and_no_other(planted):
    met = [sighting for role in ROLES for sighting in tour(planted, role)]
    by_word = {canary.word: canary for canary in planted.canaries}
    leaks = sorted({one for one in met if not by_word[one.word].may_reach(one.role, one.route)})
    assert not leaks, "\n".join(f"{one.role} reads {one.word} at {one.where}" for one in leaks)
    seen = {(one.word, one.role) for one in met}
    given = {(canary.word, role) for canary in planted.canaries for role in canary.readers}
    assert sorted(given - seen) == [], "planted where nobody looks, or given to who never meets it"


def leaks_of(planted, role, name):
    by_word = {canary.word: canary for canary in planted.canaries}
    only = [route for route in routes() if route.name == name]
    found = tour(planted, role, only=only)
    return {one.word for one in found if not by_word[one.word].may_reach(role, one.route)}


@pytest.mark.django_db
def test_a_door_left_open_is_noticed(planted, monkeypatch):
    assert leaks_of(planted, "teacher_b", "classrooms:page") == set()
    monkeypatch.setattr(ClassroomQuerySet, "visible_to", lambda self, user: self)
    assert "CanariPrenom" in leaks_of(planted, "teacher_b", "classrooms:page")


@pytest.mark.django_db
def test_a_name_in_the_chooser_of_photos_is_noticed(planted, monkeypatch):
    assert leaks_of(planted, "editor", "story_photos:choose") == set()
    monkeypatch.setattr("cms.admin.photos.photo_in_words", lambda photo, allowed: photo.pupil.public_name)
    assert leaks_of(planted, "editor", "story_photos:choose") == {"CanariPrenom"}
