"""What other people's tables keep of persons, and for how long; our own tables stand in each app's tasks.

docs/privacy.md promises these durations: tests/privacy compares them.
"""

import datetime

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.management.commands.purge_revisions import purge_revisions
from wagtail.models import Comment, ModelLogEntry, PageLogEntry, UploadedFile, WorkflowState

# Six to twelve months, says the CNIL of logs (deliberation 2021-122).
SIGN_INS_KEPT = datetime.timedelta(days=183)
HISTORY_KEPT = datetime.timedelta(days=365)
# They count for a quarter of an hour; axes itself drops them only when somebody signs in.
WRONG_PASSWORDS_KEPT = datetime.timedelta(days=1)
UPLOADS_KEPT = datetime.timedelta(days=1)


def forget_sign_ins() -> None:
    now = timezone.now()
    AccessAttempt.objects.filter(attempt_time__lt=now - WRONG_PASSWORDS_KEPT).delete()
    AccessFailureLog.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT).delete()
    AccessLog.objects.filter(attempt_time__lt=now - SIGN_INS_KEPT).delete()


def forget_history() -> None:
    """Who changed what, earlier drafts, what was settled. What is public, newest, planned or waiting stays."""
    before = timezone.now() - HISTORY_KEPT
    PageLogEntry.objects.filter(timestamp__lt=before).delete()
    ModelLogEntry.objects.filter(timestamp__lt=before).delete()
    over = WorkflowState.objects.filter(status__in=[WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED])
    over.filter(created_at__lt=before).delete()
    Comment.objects.filter(resolved_at__lt=before).delete()
    purge_revisions(days=HISTORY_KEPT.days)


def forget_unfinished_forms() -> None:
    """What Wagtail keeps of a form that is open, and of pictures that were uploaded and never named."""
    EditingSession.cleanup()
    FormState.objects.stale().delete()
    for upload in UploadedFile.objects.all():
        if not default_storage.exists(upload.file.name):
            upload.delete()
        elif default_storage.get_modified_time(upload.file.name) < timezone.now() - UPLOADS_KEPT:
            upload.file.delete(save=False)
            upload.delete()


def forget_expired_cache() -> None:
    """A cache in the database drops a row when that is asked for; a counted address may never be."""
    for alias, config in settings.CACHES.items():
        if isinstance(caches[alias], DatabaseCache):
            table, expires = (connection.ops.quote_name(name) for name in (str(config["LOCATION"]), "expires"))
            now = timezone.now().replace(tzinfo=None)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"DELETE FROM {table} WHERE {expires} < %s",  # noqa: S608 - both names are quoted
                    [connection.ops.adapt_datetimefield_value(now)],
                )
