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
from investigations.actions.receive_photo import receive_photo
from investigations.actions.save_report_version import TAKES_VERSIONS, Content, Receipt, save_report_version
from investigations.models import Assignment, Report

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
    *, mission: Assignment, pupil: Pupil, entry: uuid.UUID, answers: Mapping[str, Any], photos: Sequence[PaperPhoto],
    submit: bool, by: User,
) -> Receipt:  # fmt: skip
    """The same ``entry`` again changes nothing more. Photos come in first, as from a tablet, and await their masks.

    Raises Refusal: what ``receive_photo`` and ``save_report_version`` refuse, and reviewed.
    """
    report = report_on_paper(mission)
    if report and report.state not in TAKES_VERSIONS:
        raise Refusal(_("Ce reportage est déjà relu."), code="reviewed")
    report_id = report.pk if report else uuid.uuid5(_OURS, f"report/{mission.pk}")
    head = report.head if report else None
    entries = list(head.photos) if head else []
    for photo in photos:
        photo_id = uuid.uuid5(_OURS, f"photo/{entry}/{photo.question}/{photo.slot}")
        receive_photo(
            pupil=pupil, photo_id=photo_id, assignment_id=mission.pk, report_id=report_id, stream=photo.stream
        )
        if str(photo_id) not in {one["id"] for one in entries}:
            entries.append({"id": str(photo_id), "question": photo.question, "caption": photo.caption})
    said: dict[str, Any] = {"answers": dict(answers), "photos": entries, "submit": submit}
    receipt = save_report_version(
        pupil=pupil, report_id=report_id, version_id=uuid.uuid5(_OURS, f"version/{entry}"),
        content=Content(
            assignment_id=mission.pk, parent_id=head.pk if head else None, answers=said["answers"], photos=entries,
            wants_submit=submit, device_time=timezone.now(), device=PAPER, digest=_digest(said),
        ),
    )  # fmt: skip
    log(instance=receipt.version.report, action="investigations.entered_on_paper", user=by)
    return receipt


def _digest(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
