"""What a pupil wrote on paper, typed by their teacher: a report like any other, read and masked like any other."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Pupil, User
from investigations.actions.receive_photo import CHUNK, receive_photo
from investigations.actions.save_report_version import TAKES_VERSIONS, Content, Receipt, save_report_version
from investigations.models import Assignment, Report, ReportVersion

# Where a version says which device it came from.
PAPER = "papier"
_OURS = uuid.UUID("6f1f6a0e-2f0b-5b51-8a0f-8f1c0d1b7e55")


@dataclass(frozen=True, slots=True)
class PaperPhoto:
    """A photographed page, or a photo of the outing, for one question; ``slot`` tells it from the others there."""

    question: str
    slot: int
    caption: str
    stream: BinaryIO


def report_on_paper(mission: Assignment) -> Report | None:
    """The one that goes on, if there is one: whatever has been sent from a tablet, too."""
    return mission.reports.select_related("head").order_by("-created_at", "-pk").first()


def enter_on_paper(
    *, mission: Assignment, pupil: Pupil, entry: uuid.UUID, seen: uuid.UUID | None, answers: Mapping[str, Any],
    photos: Sequence[PaperPhoto], submit: bool, by: User,
) -> Receipt:  # fmt: skip
    """``seen``: the version on the teacher's screen; what a tablet has sent since comes together with what is typed.

    The same ``entry`` again changes nothing more. Photos come in first, as from a tablet, and await their masks.
    Raises Refusal: what ``receive_photo`` and ``save_report_version`` refuse, reviewed and unknown.
    """
    report = report_on_paper(mission)
    if report and report.state not in TAKES_VERSIONS:
        raise Refusal(_("Ce reportage est déjà relu."), code="reviewed")
    report_id = report.pk if report else uuid.uuid5(_OURS, f"report/{mission.pk}")
    base = report.versions.filter(pk=seen).first() if report and seen else None
    if seen and base is None:
        raise Refusal(_("Rechargez la page, puis recommencez."), code="unknown")
    entries = list(base.photos) if base else []
    for photo in photos:
        # After a refusal the form comes back without its files: what is chosen then is another photo.
        photo_id = uuid.uuid5(_OURS, f"photo/{entry}/{photo.question}/{photo.slot}/{_digest_of(photo.stream)}")
        receive_photo(
            pupil=pupil, photo_id=photo_id, assignment_id=mission.pk, report_id=report_id, stream=photo.stream
        )
        if str(photo_id) not in {one["id"] for one in entries}:
            entries.append({"id": str(photo_id), "question": photo.question, "caption": photo.caption})
    said: dict[str, Any] = {
        "answers": _not_asked_here(base, mission) | dict(answers), "photos": entries, "submit": submit
    }  # fmt: skip
    receipt = save_report_version(
        pupil=pupil, report_id=report_id, version_id=uuid.uuid5(_OURS, f"version/{entry}"),
        content=Content(
            assignment_id=mission.pk, parent_id=seen, answers=said["answers"], photos=entries, wants_submit=submit,
            device_time=timezone.now(), device=PAPER, digest=_digest(said), others=dict(base.others) if base else {},
        ),
    )  # fmt: skip
    log(instance=receipt.version.report, action="investigations.entered_on_paper", user=by)
    return receipt


def _not_asked_here(base: ReportVersion | None, mission: Assignment) -> dict[str, Any]:
    """What was answered before the questions were given out otherwise: the teacher's screen has no field for it."""
    asked = {question["id"] for question in mission.questions}
    return {key: answer for key, answer in base.answers.items() if key not in asked} if base else {}


def _digest_of(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def _digest(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
