"""Takes in a rescue file through the very same actions as the API: same ids, so that twice is once."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.serializers import ValidationError
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil, Tablet, User
from classrooms.tablet_keys import read_pupil_token, rescue_private_key
from investigations.actions.object_to_photo import lift_objection, object_to_photo
from investigations.actions.receive_photo import Taken, receive_photo
from investigations.actions.save_report_version import save_report_version
from investigations.models import Photo
from investigations.rescue import BadRescueFile, Frame, frames, read_header
from investigations.wire.sending import PhotoAddressSerializer, content_of
from investigations.wire.text import storable_json


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one thing in the file. ``refusal`` says why it was not taken; empty when it was."""

    kind: str
    who: str
    created: bool = False
    refusal: str = ""


def load_rescue(*, classroom: Classroom, user: User, file: BinaryIO) -> list[Outcome]:
    """Everything in the file is verified before the first thing is stored; one refused thing doesn't stop the rest.

    Raises Refusal(not_ours | cut | altered | foreign) with nothing stored.
    """
    tablet = _verified(classroom, file)
    outcomes = [_take(classroom, tablet, frame) for frame in _read_again(file)]
    new = sum(outcome.created for outcome in outcomes)
    log(
        instance=classroom, action="classrooms.load_rescue", user=user,
        data={"tablet": tablet.name, "things": len(outcomes), "new": new},
    )  # fmt: skip
    return outcomes


def _verified(classroom: Classroom, file: BinaryIO) -> Tablet:
    try:
        tablet_id, _point, _bound = read_header(file)
        tablet = Tablet.objects.filter(classroom=classroom, pk=tablet_id).first()
        for _frame in _read_again(file):
            pass
    except BadRescueFile as bad:
        raise Refusal(_sentence(bad.code), code=bad.code) from None
    if tablet is None:
        raise Refusal(_("Ce fichier vient d’une tablette d’une autre classe."), code="foreign")
    return tablet


def _read_again(file: BinaryIO) -> Iterator[Frame]:
    file.seek(0)
    return frames(file, rescue_private_key())


def _take(classroom: Classroom, tablet: Tablet, frame: Frame) -> Outcome:
    kind = str(frame.said.get("kind"))
    named = read_pupil_token(str(frame.said.get("token")))
    pupil = classroom.pupils.filter(pk=named[1]).first() if named and named[0] == tablet.pk else None
    if pupil is None:
        return Outcome(kind, "", refusal=_("Cet élève n’est plus dans la classe."))
    try:
        created = {"photo": _photo, "version": _version, "wish": _wish}[kind](pupil, frame)
    except Refusal as refusal:
        return Outcome(kind, pupil.public_name, refusal=str(refusal))
    except (ValidationError, ValueError, KeyError):
        return Outcome(kind, pupil.public_name, refusal=_("Ce qui est dans le fichier est abîmé."))
    return Outcome(kind, pupil.public_name, created=created)


def _photo(pupil: Pupil, frame: Frame) -> bool:
    said = {key: value for key, value in frame.said.items() if value is not None}
    address = PhotoAddressSerializer(data=said)
    address.is_valid(raise_exception=True)
    valid = address.validated_data
    receipt = receive_photo(
        pupil=pupil, photo_id=UUID(str(said["photo"])), assignment_id=valid["assignment"], report_id=valid["report"],
        stream=BytesIO(frame.content), size=len(frame.content), sha256=str(said["sha256"]),
        taken=Taken(valid.get("device_time"), valid.get("clock_skew")),
    )  # fmt: skip
    return receipt.created


def _version(pupil: Pupil, frame: Frame) -> bool:
    receipt = save_report_version(
        pupil=pupil,
        report_id=UUID(str(frame.said["report"])),
        version_id=UUID(str(frame.said["version"])),
        content=content_of(storable_json(frame.content)),
    )
    return receipt.created


def _wish(pupil: Pupil, frame: Frame) -> bool:
    photo_id, wish = UUID(str(frame.said["photo"])), bool(frame.said["wish"])
    known = Photo.objects.filter(pk=photo_id, objectors=pupil).exists()
    (object_to_photo if wish else lift_objection)(pupil=pupil, photo_id=photo_id)
    return known is not wish


def _sentence(code: str) -> str:
    return {
        "not_ours": _("Ce n’est pas un fichier de secours de ce site, ou son début est abîmé."),
        "cut": _("Il manque la fin de ce fichier. Enregistrez-le de nouveau sur la tablette, puis chargez-le ici."),
        "altered": _("Ce fichier est abîmé. Enregistrez-le de nouveau sur la tablette, puis chargez-le ici."),
    }[code]
