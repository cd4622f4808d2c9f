"""What a teacher changes about one pupil. The log names the class, never the pupil."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.cards import card_digest_of
from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil, User
from classrooms.naming import check_free, public_name_of


@transaction.atomic
def change_pupil(*, pupil: Pupil, user: User, public_name: str, level: str) -> Pupil:
    """Rename a pupil, or move them to another level of the class. Raises NameRefusal, Refusal."""
    Classroom.objects.select_for_update().get(pk=pupil.classroom_id)
    if level and level not in pupil.classroom.levels:
        raise Refusal(_("Ce niveau n’est pas dans la classe."), code="level")
    name = public_name_of(public_name)
    check_free(name, pupil.classroom.pupils.exclude(pk=pupil.pk).values_list("public_name", flat=True))
    pupil.public_name, pupil.level = name, level
    pupil.save(update_fields=["public_name", "level"])
    log(instance=pupil.classroom, action="classrooms.change_pupil", user=user)
    return pupil


@transaction.atomic
def renew_card(*, pupil: Pupil, user: User) -> Pupil:
    """Kill the card, the picture secret and the tablets that are signed in; new ones follow from the next serial."""
    pupil = Pupil.objects.select_for_update(of=("self",)).select_related("classroom").get(pk=pupil.pk)
    pupil.card_serial += 1
    pupil.card_digest = card_digest_of(pupil)
    pupil.wrong_secrets, pupil.waits_until = 0, None
    pupil.save(update_fields=["card_serial", "card_digest", "wrong_secrets", "waits_until"])
    pupil.tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
    log(instance=pupil.classroom, action="classrooms.renew_card", user=user)
    return pupil


@transaction.atomic
def end_wait(*, pupil: Pupil, user: User) -> Pupil:
    """Let a pupil who chose wrong pictures try again at once."""
    pupil.wrong_secrets, pupil.waits_until = 0, None
    pupil.save(update_fields=["wrong_secrets", "waits_until"])
    log(instance=pupil.classroom, action="classrooms.end_wait", user=user)
    return pupil
