"""What a teacher changes about one pupil. The log names the class, never the pupil."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms import registry
from classrooms.cards import card_digest_of
from classrooms.errors import Refusal
from classrooms.models import Classroom, FormerName, Pupil, User
from classrooms.naming import check_free, public_name_of
from classrooms.roster.names import without_letters
from classrooms.roster.text import plain


@transaction.atomic
def change_pupil(*, pupil: Pupil, user: User, public_name: str, level: str) -> list[str]:
    """Rename a pupil, or move them to another level of the class.

    Says what is to be read again: the former name may stand where nobody can tell it from a word.

    Raises NameRefusal, Refusal.
    """
    Classroom.objects.select_for_update().get(pk=pupil.classroom_id)
    if level and level not in pupil.classroom.levels:
        raise Refusal(_("Ce niveau n’est pas dans la classe."), code="level")
    name = public_name_of(public_name)
    check_free(name, pupil.classroom.pupils.exclude(pk=pupil.pk).values_list("public_name", flat=True))
    former, pupil.public_name, pupil.level = pupil.public_name, name, level
    pupil.save(update_fields=["public_name", "level"])
    to_look_at: list[str] = []
    if name != former:
        was, called = (tuple(plain(without_letters(one)).split()) for one in (former, name))
        if was != called:
            FormerName.objects.remember(pupil, was)
        for follow in registry.pupil_renamed:
            to_look_at += follow(pupil, former)
    log(instance=pupil.classroom, action="classrooms.change_pupil", user=user)
    return to_look_at


@transaction.atomic
def renew_card(*, pupil: Pupil, user: User) -> Pupil:
    """Kill the card and the picture secret; new ones follow from the next serial.

    A tablet that the pupil already opened goes on sending what they wrote: nothing done before the new card is lost.
    """
    pupil = Pupil.objects.select_for_update(of=("self",)).select_related("classroom").get(pk=pupil.pk)
    pupil.card_serial += 1
    pupil.card_digest = card_digest_of(pupil)
    pupil.save(update_fields=["card_serial", "card_digest"])
    log(instance=pupil.classroom, action="classrooms.renew_card", user=user)
    return pupil
