"""The picture of an entry: read before anybody sees it; taken away, it is gone at once."""

from typing import IO

from django.db import transaction
from wagtail.log_actions import log

from investigations.directory.actions.keep_entry import held, newest_version, submit
from investigations.directory.actions.say_still_true import answer
from investigations.directory.models import CitizenProject, Registration
from investigations.directory.pictures import drop_replaced, new_picture


@transaction.atomic
def keep_registration_picture(*, registration: Registration, upload: IO[bytes]) -> None:
    """Instead of the former one. Raises Refusal as ``new_picture`` does."""
    current = Registration.objects.select_for_update().get(pk=registration.pk)
    picture = new_picture(upload, registration=current)
    for former in current.pictures.exclude(pk=picture.pk):
        former.delete()


@transaction.atomic
def drop_registration_picture(*, registration: Registration) -> None:
    for picture in registration.pictures.all():
        picture.delete()


@transaction.atomic
def change_picture(*, project: CitizenProject, upload: IO[bytes] | None, alt: str) -> None:
    """Another picture, or other words for it. The public sees the former one until an editor has read this.

    Raises Refusal(locked | …) as ``new_picture`` does.
    """
    current = held(project)
    draft = newest_version(current)
    picture = new_picture(upload, project=current) if upload else draft.picture
    if picture == draft.picture and alt == draft.picture_alt:
        return
    for version in [draft] if current.live else [draft, current]:
        version.picture, version.picture_alt = picture, alt if picture else ""
    current.save()
    draft.save_revision(clean=False)
    drop_replaced(current)
    submit(CitizenProject.objects.get(pk=current.pk))
    answer(current)
    log(instance=current, action="directory.picture")


@transaction.atomic
def remove_picture(*, project: CitizenProject) -> None:
    """From what the public sees too, and from the disk: nobody has to agree. Raises Refusal(locked)."""
    current = held(project)
    draft = newest_version(current)
    as_published = current.live and not current.has_unpublished_changes
    for version in (current, draft):
        version.picture, version.picture_alt = None, ""
    current.save()
    if as_published:
        current.save_revision(clean=False).publish()
    else:
        draft.save_revision(clean=False)
        if current.current_workflow_state:
            submit(CitizenProject.objects.get(pk=current.pk))
    for picture in current.pictures.all():
        picture.delete()
    answer(current)
    log(instance=current, action="directory.remove_picture")
