"""Who has not signed in for two years is written to, then closed; whoever signs in stays, and so does a class."""

import re
import smtplib
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.base import ContentFile
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from classrooms.models import Classroom, ClassroomTeacher, IdleWarning, User, YearEnd
from classrooms.models.users import TEACHERS_GROUP
from investigations.models import CannedRemark, Remark
from tests.classrooms.factories import ClassroomFactory, PupilFactory, UserFactory
from tests.classrooms.screens import at, signed_in, text_of
from tests.cms.stories import draft_story
from tests.investigations.factories import ReportFactory
from workshop.demo import clock

pytestmark = pytest.mark.django_db
TWO_YEARS = 731
PASSWORD = "cap-ou-pas-cap"
WORKER = {
    "queue_names": ["*"], "interval": 0, "batch": True, "backend_name": "default", "startup_delay": False,
    "max_tasks": None, "worker_id": "essai", "excluded_queue_names": [],
}  # fmt: skip


@pytest.fixture(autouse=True)
def somebody_administers():
    return UserFactory(admin=True, last_login=timezone.now() + timedelta(days=3000))


def idle(**traits):
    return UserFactory(last_login=timezone.now() - timedelta(days=TWO_YEARS), **traits)


@pytest.fixture
def daily(settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def run(*, after=0, worker=True):
        """The night so many days from now, and what the task worker then sends."""
        with clock.at(timezone.now() + timedelta(days=after)):
            with django_capture_on_commit_callbacks(execute=True):
                call_command("daily")
            waiting = DBTaskResult.objects.ready().filter(task_path="classrooms.tasks.send_idle_warning")
            for result in waiting if worker else []:
                Worker(**WORKER).run_task(result)

    return run


def sign_in(user, *, after=0):
    client = Client()
    with clock.at(timezone.now() + timedelta(days=after)):
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def letters():
    return [(letter.to, letter.subject) for letter in mail.outbox]


def test_a_letter_names_the_day_and_the_account_is_closed_on_it_and_not_before(daily):
    teacher = idle(teacher=True, email="zoe@ecole.example")
    daily()
    (letter,) = mail.outbox
    assert letter.to == ["zoe@ecole.example"]
    assert "sera fermé le" in letter.subject
    assert re.search(r"Pour le garder, connectez-vous avant cette date :\s+http://\S+/compte/login/", letter.body)
    assert (IdleWarning.objects.get().closes_on - timezone.localdate()).days == 31
    daily(after=30)
    open_page = signed_in(teacher)
    User.objects.filter(pk=teacher.pk).update(last_login=timezone.now() - timedelta(days=TWO_YEARS))
    assert open_page.get(reverse("wagtailadmin_home")).status_code == 200
    daily(after=31)
    assert not User.objects.filter(email="zoe@ecole.example").exists()
    assert open_page.get(reverse("wagtailadmin_home")).url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in sign_in(teacher, after=31).session
    assert len(mail.outbox) == 1


def test_who_signed_in_less_than_two_years_ago_hears_nothing(daily):
    UserFactory(teacher=True, last_login=timezone.now() - timedelta(days=729))
    UserFactory(teacher=True)
    daily()
    assert letters() == []


def test_an_account_that_was_never_used_counts_from_its_making(daily):
    UserFactory(teacher=True, date_joined=timezone.now() - timedelta(days=TWO_YEARS), email="jamais@ecole.example")
    daily()
    assert [to for to, _subject in letters()] == [["jamais@ecole.example"]]


def test_a_sign_in_takes_the_warning_back_and_the_two_years_begin_anew(daily):
    teacher = idle(teacher=True)
    daily()
    sign_in(teacher, after=20)
    daily(after=40)
    assert User.objects.get(pk=teacher.pk).is_active
    assert not IdleWarning.objects.exists()
    assert len(mail.outbox) == 1
    daily(after=20 + TWO_YEARS)
    assert len([to for to, _subject in letters() if to == [teacher.email]]) == 2


def test_no_letter_goes_twice_however_often_a_day_is_begun(daily):
    idle(teacher=True)
    for day in (0, 0, 1, 12):
        daily(after=day)
    assert len(mail.outbox) == 1


def test_a_letter_that_can_not_leave_leaves_another_day_and_its_month_counts_from_there(monkeypatch, daily):
    teacher = idle(teacher=True)
    with monkeypatch.context() as down:
        down.setattr(EmailBackend, "send_messages", _no_mail_server)
        daily()
    assert mail.outbox == []
    daily(after=40)
    assert User.objects.get(pk=teacher.pk).is_active
    assert len(mail.outbox) == 1
    daily(after=70)
    assert User.objects.filter(pk=teacher.pk, is_active=True).exists()
    daily(after=71)
    assert not User.objects.filter(pk=teacher.pk, is_active=True).exists()


def test_a_mailbox_that_is_gone_for_good_keeps_no_account_open(monkeypatch, daily):
    teacher = idle(teacher=True)
    refused = smtplib.SMTPRecipientsRefused({teacher.email: (550, b"No such user here")})
    monkeypatch.setattr(EmailBackend, "send_messages", lambda *_: (_ for _ in ()).throw(refused))
    daily()
    daily(after=31)
    assert not User.objects.filter(pk=teacher.pk, is_active=True).exists()


def test_what_a_worker_that_was_killed_left_unsent_is_begun_anew_and_nobody_is_closed_unwarned(daily):
    teacher = idle(teacher=True)
    daily(worker=False)
    daily(after=40, worker=False)
    assert mail.outbox == []
    assert User.objects.get(pk=teacher.pk).is_active
    daily(after=41)
    assert len(mail.outbox) == 1


def test_of_a_closed_account_only_the_name_stays_with_what_it_signed(daily):
    teacher = idle(teacher=True, first_name="Zoé", last_name="Haddad", email="zoe@ecole.example")
    report = ReportFactory(submitted=True)
    Remark.objects.create(report=report, version=report.head, author=teacher, text="Bravo.")
    EmailAddress.objects.create(user=teacher, email=teacher.email, verified=True, primary=True)
    TOTP.activate(teacher, "JBSWY3DPEHPK3PXP")
    CannedRemark.objects.create(owner=teacher, text="Précise l’heure.")
    PageSubscription.objects.create(user=teacher, page=draft_story(), comment_notifications=True)
    profile = UserProfile.get_for_user(teacher)
    profile.avatar.save("zoe.jpg", ContentFile(b"\xff\xd8\xff"))
    file, storage = profile.avatar.name, profile.avatar.storage
    daily()
    daily(after=31)
    closed = User.objects.get(pk=teacher.pk)
    assert (str(closed), closed.email) == ("Zoé Haddad", f"compte-{closed.pk}@ferme.invalid")
    assert not closed.is_active
    assert not closed.has_usable_password()
    assert closed.last_login is None
    for owned in ("emailaddress_set", "authenticator_set", "groups", "memberships", "canned_remarks",
                  "page_subscriptions"):  # fmt: skip
        assert not getattr(closed, owned).exists(), owned
    assert not UserProfile.objects.filter(user=closed).exists()
    assert not storage.exists(file)
    entry = ModelLogEntry.objects.get(action="classrooms.close_account")
    assert (entry.label, entry.user_id) == (closed.email, None)
    Remark.objects.all().delete()
    daily(after=32)
    assert not User.objects.filter(pk=teacher.pk).exists()


def test_the_same_person_may_be_invited_again_later(daily):
    teacher = idle(teacher=True, email="zoe@ecole.example")
    Remark.objects.create(report=(report := ReportFactory(submitted=True)), version=report.head, author=teacher)
    daily()
    daily(after=31)
    User.objects.create_user("zoe@ecole.example", PASSWORD)
    daily(after=32)
    assert User.objects.filter(email="zoe@ecole.example", is_active=True).exists()


class TestWhoHoldsAClassAlone:
    @pytest.fixture
    def classroom(self):
        # Of a year whose end no letter announces yet, whatever day it is.
        owner, year = idle(teacher=True, email="seule@ecole.example"), timezone.localdate().year + 1
        classroom = ClassroomFactory(owner=owner, name="CM2 Seule", school_year=year)
        PupilFactory(classroom=classroom)
        return classroom

    def test_is_told_that_the_account_stays_and_it_does(self, classroom, daily):
        for day in (0, 31, 62):
            daily(after=day)
        (letter,) = mail.outbox
        assert "reste ouvert" in letter.subject
        assert "reste ouvert tant que vous êtes seul·e à tenir une classe" in letter.body
        assert str(classroom) in letter.body
        assert "sera fermé" not in letter.subject + letter.body
        assert classroom.owner.is_active
        assert "_auth_user_id" in sign_in(classroom.owner).session

    def test_is_shown_to_administrators_and_to_nobody_else(self, classroom, somebody_administers, daily):
        daily()
        home = reverse("wagtailadmin_home")
        shown = text_of(signed_in(somebody_administers).get(home))
        assert "seule@ecole.example" in shown
        assert f'href="{at("page", classroom.pk)}"' in shown
        assert "seule@ecole.example" not in text_of(signed_in(editor=True).get(home))
        assert "seule@ecole.example" not in text_of(signed_in(teacher=True).get(home))
        sign_in(classroom.owner)
        assert "seule@ecole.example" not in text_of(signed_in(somebody_administers).get(home))

    def test_gets_a_second_letter_with_a_day_once_a_colleague_has_joined(self, classroom, daily):
        daily()
        colleague = _joins(classroom, last_login=timezone.now())
        daily(after=10)
        assert ["reste ouvert" in mail.outbox[0].subject, "sera fermé le" in mail.outbox[1].subject] == [True, True]
        daily(after=40)
        assert Classroom.objects.get(pk=classroom.pk).owner.email == "seule@ecole.example"
        daily(after=41)
        assert Classroom.objects.get(pk=classroom.pk).owner == colleague
        assert list(classroom.memberships.values_list("user", flat=True)) == [colleague.pk]
        assert len(mail.outbox) == 2
        assert signed_in(colleague).get(at("page", classroom.pk)).status_code == 200

    def test_gets_a_second_letter_when_the_colleague_leaves_before_the_day(self, classroom, daily):
        colleague = _joins(classroom, last_login=timezone.now())
        daily()
        assert "sera fermé le" in mail.outbox[0].subject
        classroom.memberships.filter(user=colleague).delete()
        daily(after=31)
        assert "reste ouvert" in mail.outbox[1].subject
        assert Classroom.objects.get(pk=classroom.pk).owner.is_active

    def test_a_colleague_who_does_not_come_either_counts_for_nobody(self, classroom, daily):
        _joins(classroom, last_login=timezone.now() - timedelta(days=TWO_YEARS))
        daily()
        daily(after=31)
        assert all("reste ouvert" in letter.subject for letter in mail.outbox)
        assert len(mail.outbox) == 2
        assert classroom.memberships.filter(user__is_active=True).count() == 2

    def test_a_class_whose_year_was_forgotten_holds_nobody_even_if_a_pupil_carries_a_story(self, classroom, daily):
        now = timezone.now()
        YearEnd.objects.create(classroom=classroom, closed_at=now, forget_on=now.date(), forgotten_at=now)
        daily()
        assert "sera fermé le" in mail.outbox[0].subject

    def test_a_class_without_pupils_is_over_and_holds_nobody(self, classroom, daily):
        classroom.pupils.all().delete()
        daily()
        daily(after=31)
        assert not User.objects.filter(email="seule@ecole.example").exists()
        assert Classroom.objects.filter(pk=classroom.pk).exists()


def test_an_administrator_is_closed_like_anybody_while_another_one_is_there(daily):
    admin = idle(admin=True)
    daily()
    daily(after=31)
    assert not User.objects.filter(pk=admin.pk, is_active=True).exists()


def test_the_last_administrators_stay_however_long_nobody_came(somebody_administers, daily):
    User.objects.filter(pk=somebody_administers.pk).update(last_login=timezone.now() - timedelta(days=TWO_YEARS))
    idle(admin=True)
    daily()
    daily(after=31)
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 2
    assert all("tant que personne d’autre n’administre le site" in letter.body for letter in mail.outbox)
    assert len(mail.outbox) == 2


def test_the_letter_speaks_the_language_that_the_person_chose(daily):
    teacher = idle(teacher=True)
    UserProfile.objects.create(user=teacher, preferred_language="en")
    daily()
    assert mail.outbox[0].subject.startswith("Your Cap ou pas cap account will be closed on")
    assert "Bonjour" not in mail.outbox[0].body


def _no_mail_server(*_args):
    raise ConnectionRefusedError("no mail server")


def _joins(classroom, **fields):
    colleague = UserFactory(teacher=True, **fields)
    ClassroomTeacher.objects.create(classroom=classroom, user=colleague)
    colleague.groups.add(classroom.group, Group.objects.get(name=TEACHERS_GROUP))
    return colleague
