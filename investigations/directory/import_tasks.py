"""Imports go on in the worker, in turns."""

import datetime

from django.contrib.auth import get_user_model
from django.core.files.storage import storages
from django.utils import timezone
from django_tasks import task

from investigations.directory.actions.publish_imported import publish_imported
from investigations.directory.importing.running import TakenOver, communes_of, forget_files, run_file
from investigations.directory.models import ImportProblem, ImportRun, ImportSeen

# A file that nobody has entered; its report, which repeats rows; that it was, and what it did.
IMPORT_FILES_KEPT = datetime.timedelta(days=7)
IMPORT_REPORTS_KEPT = datetime.timedelta(days=30)
IMPORTS_KEPT = datetime.timedelta(days=365)
# Letters wait meanwhile, where there is one worker.
IMPORT_TURN_SECONDS = 20


@task()
def forget_imports() -> None:
    now = timezone.now()
    for run in ImportRun.objects.filter(moved_at__lt=now - IMPORT_FILES_KEPT).exclude(file=""):
        forget_files(run)
    # By a command that nobody has gone on with: it can be, from the first row.
    ImportRun.objects.filter(moved_at__lt=now - IMPORT_FILES_KEPT).update(bytes_done=0, lines_done=0)
    ImportSeen.objects.filter(run__moved_at__lt=now - IMPORT_FILES_KEPT).delete()
    ImportProblem.objects.filter(run__moved_at__lt=now - IMPORT_REPORTS_KEPT).delete()
    ImportRun.objects.filter(moved_at__lt=now - IMPORTS_KEPT).delete()


@task(priority=-10)
def run_import(run_id: int) -> None:
    """A turn of it: what is left waits behind whatever else there is to do."""
    run = ImportRun.objects.select_related("source").filter(pk=run_id).first()
    if run is None or not run.is_moving or not run.file:
        return
    try:
        with storages["private"].open(run.file) as file:
            ended = run_file(run, file, communes=communes_of(run), seconds=IMPORT_TURN_SECONDS)
    except TakenOver:
        return
    if not ended:
        run_import.enqueue(run_id)
    elif run.state != ImportRun.State.CHECKED:
        forget_files(run)


@task(priority=-10)
def publish_waiting(keys: list[int], user_id: int) -> None:
    publish_imported(keys=keys, by=get_user_model().objects.filter(pk=user_id).first())
