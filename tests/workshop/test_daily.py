from datetime import timedelta

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from classrooms import ledger
from classrooms.models import Classroom, Pupil, YearEnd
from investigations.models import Photo
from tests.classrooms.factories import PupilFactory
from tests.investigations.factories import PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tasks_wait_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_once_a_day_what_has_had_its_time_is_forgotten():
    past = timezone.now() - timedelta(days=184)
    Session.objects.create(session_key="old", session_data="", expire_date=past)
    AccessLog.objects.create(username="zoe@ecole.example")
    AccessLog.objects.update(attempt_time=past)
    call_command("daily")
    assert not Session.objects.exists()
    assert not AccessLog.objects.exists()
    assert {result.task_path for result in DBTaskResult.objects.all()} == {
        "investigations.tasks.search_what_waits",
        "investigations.tasks.forget_originals",
        "investigations.tasks.sweep_orphans",
        "cms.tasks.forget_removal_requests",
        "cms.giving.tasks.read_what_waits",
        "cms.newsletter.tasks.forget_letters",
        "cms.newsletter.tasks.draft_weekly_letter",
        "cms.tasks.sweep_newspapers",
        "investigations.directory.tasks.forget_unfinished_registrations",
        "investigations.directory.tasks.sweep_pictures",
        "investigations.directory.tasks.forget_open_visits",
        "investigations.directory.tasks.forget_entry_reports",
        "investigations.directory.import_tasks.forget_imports",
        "investigations.directory.offer_tasks.forget_offers",
        "investigations.directory.still_true_tasks.ask_what_is_still_true",
        "classrooms.tasks.forget_invitations",
        "classrooms.tasks.forget_tablets",
    }


def test_who_was_erased_and_came_back_without_a_migration_goes_within_a_day():
    back, other = PupilFactory(), PupilFactory()
    ledger.note(back.pk)
    call_command("daily")
    assert list(Pupil.objects.all()) == [other]


def test_a_class_of_a_former_year_is_told_that_it_ends():
    Classroom.objects.filter(pk=PupilFactory().classroom_id).update(school_year=2020)
    call_command("daily")
    assert YearEnd.objects.get().letter == YearEnd.Letter.CLOSING


def test_a_day_is_repeated_without_harm():
    photo = PhotoFactory()
    call_command("daily")
    call_command("daily")
    assert Photo.objects.filter(pk=photo.pk).exists()
