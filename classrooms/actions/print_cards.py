from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.card_printing import print_pupils
from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil, User


@transaction.atomic
def print_cards(*, classroom: Classroom, user: User, pupils: Sequence[Pupil]) -> bytes:
    """Return the cards as PDF and note which card of each pupil was printed. Raises Refusal where nobody is chosen."""
    if not pupils:
        raise Refusal(_("Cochez les élèves dont vous voulez la carte."), code="nobody")
    document = print_pupils(pupils, title=_("Cartes d’enquêteur, %(classroom)s") % {"classroom": classroom})
    for pupil in pupils:
        pupil.printed_serial = pupil.card_serial
    Pupil.objects.bulk_update(pupils, ["printed_serial"])
    log(instance=classroom, action="classrooms.print_cards", user=user, data={"cards": len(pupils)})
    return document
