from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms import registry
from classrooms.errors import Refusal
from classrooms.models import Pupil, User


@transaction.atomic
def remove_pupils(*, pupils: Iterable[Pupil], user: User) -> int:
    """Remove pupils who sent nothing yet, with their cards and tablets. Raises Refusal for one who sent something."""
    removed = 0
    for pupil in pupils:
        classroom, name = pupil.classroom, pupil.public_name
        try:
            with transaction.atomic():
                for leave in registry.pupil_leaves:
                    leave(pupil, user)
                pupil.delete()
        except ProtectedError as error:
            raise Refusal(
                _(
                    "%(name)s a déjà envoyé un reportage ou une photo et reste dans la classe. Si la famille le "
                    "demande : « Effacer tout ce qui vient de cet élève », sur sa fiche."
                )
                % {"name": name},
                code="has_reports",
            ) from error
        log(instance=classroom, action="classrooms.remove_pupil", user=user)
        removed += 1
    return removed
