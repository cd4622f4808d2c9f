"""Keep what a pupil wrote: each saved version is a row of its own, never changed."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.actions.own_assignment import TAKES_WORK, conflict, lock_own_assignment
from investigations.actions.settle_report import held_photos, settle_report
from investigations.answers import faults_of, unanswered
from investigations.models import Assignment, Report, ReportVersion


@dataclass(frozen=True, slots=True)
class Content:
    """The whole of a version. ``digest`` is the SHA-256 of its canonical JSON: equal for equal content."""

    assignment_id: UUID
    parent_id: UUID | None
    answers: dict[str, Any]
    photos: list[dict[str, str]]
    wants_submit: bool
    device_time: datetime.datetime
    device: str
    digest: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """``held`` maps each photo of the version to its SHA-256, None while it is on its way."""

    version: ReportVersion
    state: str
    held: dict[str, str | None]
    superseded: UUID | None
    created: bool

    @property
    def missing(self) -> list[str]:
        return [photo for photo, sha256 in self.held.items() if sha256 is None]


@transaction.atomic
def save_report_version(*, pupil: Pupil, report_id: UUID, version_id: UUID, content: Content) -> Receipt:
    """Store a version; it becomes the head unless a newer one was written from it.

    The same content again is answered alike, whatever has become of the report since.
    Raises Refusal(not_found | conflict | not_yours_now | invalid | incomplete).
    """
    assignment = lock_own_assignment(pupil=pupil, assignment_id=content.assignment_id)
    stored = ReportVersion.objects.select_related("report").filter(pk=version_id).first()
    if stored is not None:
        return _again(stored, report_id, assignment, content)
    report = _locked_report(report_id, assignment)
    is_ancestor = ReportVersion.objects.filter(report=report_id, parent_id=version_id).exists()
    if not is_ancestor and (
        assignment.investigation.state not in TAKES_WORK or (report and report.state not in Report.WRITABLE)
    ):
        raise Refusal(_("Ton reportage est entre les mains de ton enseignant·e."), code="not_yours_now")
    _check(assignment, content)
    try:
        with transaction.atomic():
            report = report or Report.objects.create(pk=report_id, assignment=assignment)
            version = _create(report, version_id, pupil, content)
    except IntegrityError:  # the number was taken meanwhile, in another mission
        raise conflict() from None
    superseded = None
    if not is_ancestor:
        superseded = report.head_id if report.head_id != content.parent_id else None
        report.head = version
        report.save(update_fields=["head"])
    held = held_photos(report)
    settle_report(report=report, held=held)
    return _receipt(version, report, held, superseded, created=True)


def _again(stored: ReportVersion, report_id: UUID, assignment: Assignment, content: Content) -> Receipt:
    report = stored.report
    if (stored.report_id, report.assignment_id, stored.sha256) != (report_id, assignment.pk, content.digest):
        raise conflict()
    return _receipt(stored, report, held_photos(report), None, created=False)


def _locked_report(report_id: UUID, assignment: Assignment) -> Report | None:
    report = Report.objects.select_for_update(of=("self",)).select_related("head").filter(pk=report_id).first()
    if report and report.assignment_id != assignment.pk:
        raise conflict()
    return report


def _check(assignment: Assignment, content: Content) -> None:
    """Answers to any question of the investigation are kept, even to one that was given to others meanwhile."""
    faults = faults_of(assignment.investigation.questions, content.answers, content.photos)
    if faults:
        raise Refusal(_("Une réponse ne va pas avec sa question."), code="invalid", fields=faults)
    if content.wants_submit and (missing := unanswered(assignment.questions, content.answers, content.photos)):
        raise Refusal(_("Il manque encore des réponses."), code="incomplete", questions=missing)


def _create(report: Report, version_id: UUID, pupil: Pupil, content: Content) -> ReportVersion:
    return ReportVersion.objects.create(
        pk=version_id,
        report=report,
        parent_id=content.parent_id,
        pupil=pupil,
        answers=content.answers,
        photos=content.photos,
        wants_submit=content.wants_submit,
        device_time=content.device_time,
        device=content.device,
        sha256=content.digest,
    )


def _receipt(version: ReportVersion, report: Report, held: Any, superseded: UUID | None, *, created: bool) -> Receipt:
    photos = {entry["id"]: held.get(entry["id"]) for entry in version.photos}
    return Receipt(version, report.state, photos, superseded, created)
