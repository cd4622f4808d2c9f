from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations import registry
from investigations.models import Assignment, Photo


@transaction.atomic
def object_to_photo(*, pupil: Pupil, photo_id: UUID) -> Photo:
    """“Please don't publish my photo”: at any time, by anyone whose mission it is; what shows it is told at once."""
    photo = _own_photo(pupil, photo_id)
    photo.objectors.add(pupil)
    if photo.objected_at is None:
        photo.objected_at = timezone.now()
        photo.save(update_fields=["objected_at"])
        for tell in registry.photo_objected:
            tell(photo.pk)
        log(instance=photo, action="investigations.object_photo", data={"pupil": str(pupil.pk)})
    return photo


@transaction.atomic
def lift_objection(*, pupil: Pupil, photo_id: UUID) -> Photo:
    """The pupil's own wish is taken back. Nothing becomes public by that: a person still decides.

    Raises Refusal(``not_your_wish``) when only others asked for it. While one of them does, the objection stands.
    """
    photo = _own_photo(pupil, photo_id)
    if photo.objected_at is None:
        return photo
    if not photo.objectors.filter(pk=pupil.pk).exists():
        raise Refusal(
            _("Quelqu’un d’autre de ton équipe a demandé que cette photo ne soit pas publiée. On respecte son choix."),
            code="not_your_wish",
        )
    photo.objectors.remove(pupil)
    if not photo.objectors.exists():
        photo.objected_at = None
        photo.save(update_fields=["objected_at"])
    log(instance=photo, action="investigations.lift_objection", data={"pupil": str(pupil.pk)})
    return photo


def _own_photo(pupil: Pupil, photo_id: UUID) -> Photo:
    own = Photo.objects.select_for_update(of=("self",)).filter(assignment__in=Assignment.objects.of_pupil(pupil))
    photo = own.filter(pk=photo_id).first()
    if photo is None:
        raise Refusal(_("Cette photo n’est pas sur ta tablette."), code="not_found")
    return photo
