"""What the site keeps of adults who sign in, write and approve ends in time; what is still needed stays."""

import os
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import Comment, ModelLogEntry, PageLogEntry, Revision, UploadedFile, WorkflowState

from classrooms.actions.change_tablet import leave_class
from classrooms.models import Classroom, Invitation, Tablet
from classrooms.tasks import forget_invitations, forget_tablets
from cms.models import StoryPage
from tests.classrooms.factories import ClassroomFactory, UserFactory
from tests.classrooms.screens import at, signed_in, text_of
from tests.cms.stories import draft_story, published_story
from workshop.forgetting import forget_expired_cache, forget_history, forget_sign_ins, forget_unfinished_forms

pytestmark = pytest.mark.django_db


def ago(**time):
    return timezone.now() - timedelta(**time)


def sign_in(email, password):
    return Client().post(reverse("account_login"), {"login": email, "password": password})


def test_a_sign_in_is_remembered_for_six_months_and_a_wrong_password_for_a_day():
    teacher = UserFactory(teacher=True)
    sign_in(teacher.email, "cap-ou-pas-cap")
    sign_in(teacher.email, "pas-le-bon")
    forget_sign_ins()
    assert (AccessLog.objects.count(), AccessAttempt.objects.count()) == (1, 1)
    AccessAttempt.objects.update(attempt_time=ago(hours=25))
    AccessLog.objects.update(attempt_time=ago(days=182))
    forget_sign_ins()
    assert (AccessLog.objects.count(), AccessAttempt.objects.count()) == (1, 0)
    AccessLog.objects.update(attempt_time=ago(days=184))
    forget_sign_ins()
    assert not AccessLog.objects.exists()


def test_who_changed_what_is_forgotten_after_a_year_and_the_class_stays():
    classroom = ClassroomFactory()
    teacher = signed_in(classroom.owner)
    history = at("history", classroom.pk)
    teacher.post(at("door", classroom.pk), {"minutes": "15"})
    entries = ModelLogEntry.objects.for_instance(classroom)
    count = entries.count()
    assert count
    entries.update(timestamp=ago(days=364))
    forget_history()
    assert entries.count() == count
    entries.update(timestamp=ago(days=366))
    forget_history()
    assert not entries.exists()
    assert teacher.get(history).status_code == 200
    assert Classroom.objects.filter(pk=classroom.pk).exists()


def test_earlier_drafts_of_a_story_go_after_a_year_and_what_the_public_reads_stays(client):
    story = published_story("Le jardin secret")
    earlier = story.revisions.order_by("pk").first()
    assert earlier != story.latest_revision
    about = {"page": story, "user": story.owner, "contentpath": "title", "revision_created": earlier}
    Comment.objects.create(text="Et le nom ?", resolved_at=ago(days=366), **about)
    Comment.objects.create(text="À reprendre", **about)
    story.revisions.update(created_at=ago(days=366))
    PageLogEntry.objects.update(timestamp=ago(days=366))
    forget_history()
    assert list(story.revisions.all()) == [story.latest_revision]
    assert Comment.objects.get().text == "À reprendre"
    assert not PageLogEntry.objects.exists()
    assert "Le jardin secret" in text_of(client.get(story.url))


def test_the_questions_that_an_investigation_was_opened_with_stay():
    guide = published_story().investigation.guide
    guide.save_revision()
    Revision.objects.update(created_at=ago(days=366))
    asked = guide.revisions.order_by("pk").first()
    forget_history()
    assert guide.revisions.filter(pk=asked.pk).exists()


def test_an_approval_goes_a_year_after_it_ended_and_one_that_waits_stays():
    ended, waiting = draft_story("Fini"), draft_story("Attend")
    for story in (ended, waiting):
        story.get_workflow().start(story, story.owner)
    ended.current_workflow_state.cancel(user=ended.owner)
    WorkflowState.objects.update(created_at=ago(days=366))
    Revision.objects.update(created_at=ago(days=366))
    forget_history()
    (kept,) = WorkflowState.objects.all()
    assert kept.object_id == str(waiting.pk)
    assert StoryPage.objects.get(pk=waiting.pk).current_workflow_task is not None


def test_a_form_left_open_and_a_picture_without_a_name_are_forgotten_the_day_after():
    story = draft_story()
    address = {"user": story.owner, "content_type": story.content_type, "object_id": str(story.pk)}
    EditingSession.objects.create(last_seen_at=ago(hours=2), **address)
    FormState.objects.create(data="title=Le+jardin", last_updated_at=ago(hours=25), **address)
    FormState.objects.create(data="title=La+rue", last_updated_at=ago(hours=1), **address)
    uploads = [_upload(name) for name in ("ancienne.jpg", "du-jour.jpg", "sans-fichier.jpg")]
    _make_older(uploads[0].file.path, days=2)
    default_storage.delete(uploads[2].file.name)
    forget_unfinished_forms()
    assert not EditingSession.objects.exists()
    assert [state.data for state in FormState.objects.all()] == ["title=La+rue"]
    assert list(UploadedFile.objects.all()) == [uploads[1]]
    assert not default_storage.exists(uploads[0].file.name)
    assert default_storage.exists(uploads[1].file.name)


def test_addresses_that_were_counted_do_not_outlive_their_hour(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable", verbosity=0)
    cache = caches["default"]
    cache.set("removal:192.0.2.7", 3, 3600)
    cache.set("removal:192.0.2.8", 3, 3600)
    _expire("removal:192.0.2.7")
    forget_expired_cache()
    assert cache.get("removal:192.0.2.8") == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key for (key,) in cursor.fetchall()] == [":1:removal:192.0.2.8"]


def test_an_invitation_is_forgotten_a_month_after_it_ended():
    classroom = ClassroomFactory()
    for email in ("acceptee@example.org", "expiree@example.org", "en-attente@example.org"):
        Invitation.objects.create(classroom=classroom, email=email, invited_by=classroom.owner)
    Invitation.objects.filter(email="acceptee@example.org").update(accepted_at=ago(days=31), expires_at=ago(days=20))
    Invitation.objects.filter(email="expiree@example.org").update(expires_at=ago(days=29))
    forget_invitations.call()
    assert set(Invitation.objects.values_list("email", flat=True)) == {"expiree@example.org", "en-attente@example.org"}
    Invitation.objects.filter(email="expiree@example.org").update(expires_at=ago(days=31))
    forget_invitations.call()
    assert Invitation.objects.get().email == "en-attente@example.org"


def test_a_tablet_is_forgotten_three_months_after_it_left_and_one_that_is_only_revoked_is_not():
    classroom = ClassroomFactory()
    left, revoked = (Tablet.objects.create(classroom=classroom, name=name, digest=name) for name in ("Ours", "Loup"))
    leave_class(tablet=left)
    Tablet.objects.filter(pk=revoked.pk).update(revoked_at=ago(days=400), last_seen_at=ago(days=400))
    forget_tablets.call()
    assert Tablet.objects.count() == 2
    Tablet.objects.filter(pk=left.pk).update(left_at=ago(days=91))
    forget_tablets.call()
    assert Tablet.objects.get() == revoked


def test_a_day_after_a_year_leaves_a_site_that_can_be_worked_with(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    story = published_story()
    for model, field in ((Revision, "created_at"), (PageLogEntry, "timestamp"), (ModelLogEntry, "timestamp")):
        model.objects.update(**{field: ago(days=400)})
    call_command("daily")
    teacher = signed_in(story.classroom.owner)
    assert teacher.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).status_code == 200
    assert teacher.get(reverse("wagtailadmin_pages:history", args=[story.pk])).status_code == 200


def _upload(name):
    file = default_storage.save(f"wagtail_uploads/{name}", ContentFile(b"\xff\xd8\xff"))
    return UploadedFile.objects.create(file=file, uploaded_by_user=UserFactory(editor=True))


def _make_older(path, *, days):
    then = ago(days=days).timestamp()
    os.utime(path, (then, then))


def _expire(key):
    with connection.cursor() as cursor:
        past = connection.ops.adapt_datetimefield_value(ago(hours=1).replace(tzinfo=None, microsecond=0))
        cursor.execute("UPDATE cache SET expires = %s WHERE cache_key = %s", [past, f":1:{key}"])
