"""Nothing is kept of a person that the register does not name, and for no longer than it says."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState

from classrooms import tasks as classroom_tasks
from classrooms.models import idleness, users
from classrooms.models.classrooms import invitation_end
from cms import tasks as public_tasks
from cms.giving import tasks as giving_tasks
from cms.newsletter import forgetting as letters
from cms.newsletter.links import CONFIRM_WITHIN
from investigations import orphans
from investigations.directory import import_tasks, offer_tasks
from investigations.directory import tasks as directory_tasks
from investigations.directory.models import offers
from tests.privacy.register import REGISTER, problems, read
from workshop import forgetting
from workshop.management.commands import daily


@pytest.fixture(scope="module")
def register():
    return read(REGISTER.read_text())


def test_every_model_is_in_the_register_or_keeps_nothing_of_persons(register):
    assert problems(apps.get_models(), register) == []


def test_every_row_says_what_why_on_which_basis_who_sees_it_how_long_and_where(register):
    assert [name for name, cells in register.rows.items() if not all(cells)] == []
    assert [name for name, (personal, _other) in register.personal.items() if not personal] == []
    assert [name for name, (reason, _fields) in register.impersonal.items() if not reason] == []
    assert [name for name, (personal, other) in register.personal.items() if personal & other] == []


@isolate_apps("classrooms")
def test_a_model_that_nobody_classified_is_found(register):
    class Diary(models.Model):
        secret = models.TextField()

        class Meta:
            app_label = "classrooms"

    assert problems([*apps.get_models(), Diary], register) == [
        "classrooms.Diary: a new model; say in docs/privacy.md what it keeps of persons"
    ]


@isolate_apps("classrooms")
def test_a_field_that_nobody_classified_is_found_on_ours_and_on_others(register):
    class Team(models.Model):
        classroom = models.TextField()
        name = models.TextField()
        birthday = models.DateField()

        class Meta:
            app_label = "classrooms"

    class School(models.Model):
        head = models.TextField()

        class Meta:
            app_label = "classrooms"

    kept = [model for model in apps.get_models() if model.__name__ not in {"Team", "School"}]
    found = problems([*kept, Team, School], register)
    assert "classrooms.Team.birthday" in found
    assert "classrooms.Team.name" not in found
    assert "classrooms.School.head" in found
    without = re.sub(r"(`axes.AccessLog` \|) user_agent", r"\1", REGISTER.read_text())
    assert problems(apps.get_models(), read(without)) == ["axes.AccessLog.user_agent"]


def test_a_row_for_what_is_gone_or_written_twice_is_found():
    text = REGISTER.read_text()
    (row,) = (line for line in text.splitlines() if line.startswith("| Équipe"))
    gone = read(text.replace("`classrooms.Team`", "`classrooms.Crew`"))
    assert {
        "classrooms.Crew: gone",
        "classrooms.Team: a new model; say in docs/privacy.md what it keeps of persons",
    } <= set(problems(apps.get_models(), gone))
    assert problems(apps.get_models(), read(text.replace(row, f"{row}\n{row}"))) == ["classrooms.Team: in two places"]
    assert problems(apps.get_models(), read(text.replace(f"{row}\n", ""))) == [
        "classrooms.Team: personal data without a row in the register"
    ]


def test_what_the_register_promises_is_what_the_code_does(register):
    history = ["PageLogEntry", "ModelLogEntry", "Revision", "Comment", "WorkflowState"]
    days = {
        "classrooms.User": {users.IDLE_AFTER.days, idleness.NOTICE.days},
        "classrooms.Invitation": {classroom_tasks.INVITATIONS_KEPT_AFTER_END.days, _days_from_now(invitation_end())},
        "classrooms.Tablet": {classroom_tasks.TABLETS_KEPT_AFTER_LEAVING.days},
        "investigations.Photo": {settings.ORIGINALS_KEPT_DAYS},
        "cms.Subscriber": {CONFIRM_WITHIN.days, letters.LEFT_KEPT.days},
        "cms.Delivery": {letters.DELIVERIES_KEPT.days},
        "cms.SilentAddress": {letters.SILENT_KEPT.days},
        "cms.RemovalRequest": {public_tasks.KEPT_AFTER_SETTLING.days},
        "directory.Registration": {directory_tasks.REGISTRATIONS_KEPT.days},
        "directory.ProjectPicture": {directory_tasks.REGISTRATIONS_KEPT.days},
        "directory.ProjectHolder": {directory_tasks.INVITATIONS_KEPT.days},
        "directory.EntryReport": {directory_tasks.REPORTS_KEPT.days, directory_tasks.ADDRESSES_KEPT.days},
        "directory.HelpOffer": {offers.UNPROVED_LAST.days, offer_tasks.OFFERS_KEPT.days},
        "directory.BlockedHelper": {offer_tasks.BLOCKED_KEPT.days},
        "cms.Gift": {giving_tasks.UNPAID_KEPT.days, giving_tasks.GIFTS_KEPT.days},
        "directory.ImportRun": {import_tasks.IMPORT_FILES_KEPT.days, import_tasks.IMPORTS_KEPT.days},
        "directory.ImportProblem": {import_tasks.IMPORT_REPORTS_KEPT.days},
        "directory.EntryRequest": {directory_tasks.REQUESTS_KEPT_AFTER_SETTLING.days},
        "directory.ProjectInvitation": {directory_tasks.PROJECT_INVITATIONS_KEPT.days},
        "directory.HolderVisit": {directory_tasks.VISITS_KEPT.days},
        "directory.OpenVisit": {directory_tasks.OPEN_VISITS_KEPT.days},
        "sessions.Session": {settings.SESSION_COOKIE_AGE // 86400},
        "axes.AccessLog": {forgetting.SIGN_INS_KEPT.days},
        "axes.AccessFailureLog": {forgetting.SIGN_INS_KEPT.days},
        "axes.AccessAttempt": {forgetting.WRONG_PASSWORDS_KEPT.days},
        "wagtailadmin.FormState": {FormState.STALE_TIMEOUT.days},
        "wagtailcore.UploadedFile": {forgetting.UPLOADS_KEPT.days},
        "django_tasks_database.DBTaskResult": {daily.KEEP_TASK_RESULTS_DAYS},
        **{f"wagtailcore.{name}": {forgetting.HISTORY_KEPT.days} for name in history},
    }
    for name, promised in days.items():
        said = {int(number) for number in re.findall(r"(\d+) jours?", register.rows[name][5])}
        assert said == promised, name
    counted = {name for name, cells in register.rows.items() if re.search(r"\d+ jour", cells[5])}
    assert counted == set(days), "a number of days that nothing compares with the code"
    assert EditingSession.STALE_TIMEOUT.total_seconds() == 3600
    assert register.rows["wagtailadmin.EditingSession"][5] == "1 heure"
    assert orphans.YOUNGEST.days == 1


def test_the_notices_promise_the_same(register):
    texts = REGISTER.parents[1] / "templates" / "cms" / "texts"
    for name in ("pupils", "parents"):
        assert f"{settings.ORIGINALS_KEPT_DAYS} jours après" in (texts / f"{name}.html").read_text()
    assert public_tasks.KEPT_AFTER_SETTLING.days == 90
    assert "trois mois après avoir été réglée" in (texts / "holders.html").read_text()
    assert forgetting.HISTORY_KEPT.days == 365
    assert offer_tasks.OFFERS_KEPT.days == 60
    assert "deux mois après les derniers mots" in (texts / "holders.html").read_text()
    assert "deux mois après les derniers mots" in (texts.parent / "helping" / "offer.html").read_text()
    assert "qui les a écrites : un an" in (texts / "holders.html").read_text()


def _days_from_now(end):
    return round((end - timezone.now()).total_seconds() / 86400)
