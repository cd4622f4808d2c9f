"""A pupil's file for machines: what they did, with every date that is kept of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from investigations.models import Assignment, Consent, Photo, Remark, Report, ReportVersion


@dataclass
class Mission:
    """``said`` has the pupil's own answer by question id; ``captions`` by photo id, of their own photos."""

    assignment: Assignment
    report: Report | None = None
    versions: list[dict[str, Any]] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=dict)
    questions_of_photos: dict[str, str] = field(default_factory=dict)
    photos: list[Photo] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def mission_json(mission: Mission, names: dict[UUID, str]) -> dict[str, Any]:
    assignment, report = mission.assignment, mission.report
    labels = {question["id"]: question["label"] for question in assignment.questions}
    return {
        "id": str(assignment.pk),
        "project": assignment.investigation.project.name,
        "role": assignment.role,
        "team": assignment.team.name if assignment.team else None,
        "questions": labels,
        "report": report and {
            "id": str(report.pk), "state": report.state, "created_at": _day(report.created_at),
            "submitted_at": _day(report.submitted_at), "reviewed_at": _day(report.reviewed_at),
        },
        "answers": mission.said,
        "versions": mission.versions,
        "photos": [_photo_json(photo, names.get(photo.pk), mission) for photo in mission.photos],
        "remarks": [
            {"question": remark.question_id, "text": remark.text, "at": _day(remark.created_at)}
            for remark in mission.remarks
        ],
    }  # fmt: skip


def _photo_json(photo: Photo, name: str | None, mission: Mission) -> dict[str, Any]:
    """``file`` is null while faces are still looked for: the picture may show others."""
    return {
        "id": str(photo.pk), "file": name, "caption": mission.captions.get(str(photo.pk), ""), "state": photo.state,
        "sha256_as_sent": photo.sha256, "size_as_sent": photo.size, "received_at": _day(photo.received_at),
        "taken_at": _day(photo.device_time), "reviewed_at": _day(photo.reviewed_at),
        "not_to_be_published_since": _day(photo.objected_at),
    }  # fmt: skip


def version_json(version: ReportVersion, changed: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(version.pk), "written_at": _day(version.device_time), "received_at": _day(version.received_at),
        "submitted": version.wants_submit, "device": version.device, "changed": changed,
    }  # fmt: skip


def consent_json(consent: Consent) -> dict[str, Any]:
    return {
        "investigation": consent.investigation.project.name, "what": consent.what, "web": consent.web,
        "print": consent.print, "from": str(consent.starts_on), "until": str(consent.ends_on),
        "signed": consent.signed, "kept": consent.kept, "pupil_agrees": consent.pupil_agrees,
        "recorded_at": _day(consent.recorded_at), "withdrawn_at": _day(consent.withdrawn_at),
        "ran_out_at": _day(consent.lapsed_at),
    }  # fmt: skip


def _day(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
