"""Keep what a pupil wrote: each saved version is a row of its own, never changed."""

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.actions.own_assignment import TAKES_WORK, conflict, lock_own_assignment
from investigations.actions.settle_report import held_photos, settle_report
from investigations.answers import faults_of, unanswered
from investigations.merging import Writing, merge
from investigations.models import Assignment, Report, ReportVersion

# Until a teacher has decided.
TAKES_VERSIONS = {*Report.WRITABLE, Report.State.SUBMITTED}


# A version made here, of one that arrived and the head that it didn't know.
MERGES = UUID("0b9a1f0e-6f0c-5a5e-9a53-2f7f6d1d7c11")


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
    others: dict[str, list[Any]] = field(default_factory=dict)
    clock_skew: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """``held``: the SHA-256 of each photo of the version, None while it is on its way. ``head`` is what stands now."""

    version: ReportVersion
    state: str
    held: dict[str, str | None]
    head: UUID
    created: bool

    @property
    def missing(self) -> list[str]:
        return [photo for photo, sha256 in self.held.items() if sha256 is None]

    @property
    def merged(self) -> bool:
        return self.head != self.version.pk


@transaction.atomic
def save_report_version(*, pupil: Pupil, report_id: UUID, version_id: UUID, content: Content) -> Receipt:
    """Store a version, and bring it together with what others wrote meanwhile.

    The same content again is answered alike, whatever has become of the report since. Once a teacher has decided, what
    arrives late is stored and the head stays as it was read.
    Raises Refusal(not_found | conflict | not_yours_now | invalid | incomplete).
    """
    assignment = lock_own_assignment(pupil=pupil, assignment_id=content.assignment_id)
    stored = ReportVersion.objects.select_related("report").filter(pk=version_id).first()
    if stored is not None:
        return _again(stored, report_id, assignment, content)
    report = _locked_report(report_id, assignment)
    is_ancestor = ReportVersion.objects.filter(report=report_id, parent_id=version_id).exists()
    if not is_ancestor and assignment.investigation.state not in TAKES_WORK:
        raise Refusal(_("Ton reportage est entre les mains de ton enseignant·e."), code="not_yours_now")
    _check(assignment, content)
    try:
        with transaction.atomic():
            report = report or Report.objects.create(pk=report_id, assignment=assignment)
            version = _create(report, version_id, pupil, content)
    except IntegrityError:  # the number was taken meanwhile, in another mission
        raise conflict() from None
    if not is_ancestor and report.state in TAKES_VERSIONS:
        report.head = _together(report, version)
        report.save(update_fields=["head"])
    settle_report(report=report, held=held_photos(report))
    return _receipt(version, report, created=True)


def _together(report: Report, version: ReportVersion) -> ReportVersion:
    """The head from now on: the version, the head as it was, or a new version of both."""
    head = report.head
    if head is None or version.parent_id == head.pk:
        return version
    base = report.versions.filter(pk=version.parent_id).first() if version.parent_id else None
    both = merge(_writing(base), _writing(version), _writing(head))
    wants_submit = version.wants_submit or head.wants_submit
    for known in (head, version):
        if _writing(known) == both and known.wants_submit == wants_submit:
            return known
    return ReportVersion.objects.create(
        pk=uuid5(MERGES, f"{version.pk}/{head.pk}"),
        report=report,
        parent_id=head.pk,
        merges=version.pk,
        pupil=version.pupil,
        answers=both.answers,
        photos=both.photos,
        others=both.others,
        wants_submit=wants_submit,
        device_time=version.device_time,
        clock_skew=version.clock_skew,
        sha256="",
    )


def _writing(version: ReportVersion | None) -> Writing:
    return Writing(version.answers, version.photos, version.others) if version else Writing()


def _again(stored: ReportVersion, report_id: UUID, assignment: Assignment, content: Content) -> Receipt:
    report = stored.report
    if (stored.report_id, report.assignment_id, stored.sha256) != (report_id, assignment.pk, content.digest):
        raise conflict()
    return _receipt(stored, report, created=False)


def _locked_report(report_id: UUID, assignment: Assignment) -> Report | None:
    report = Report.objects.select_for_update(of=("self",)).select_related("head").filter(pk=report_id).first()
    if report and report.assignment_id != assignment.pk:
        raise conflict()
    return report


def _check(assignment: Assignment, content: Content) -> None:
    """Answers to any question of the investigation are kept, even to one that was given to others meanwhile."""
    questions = assignment.investigation.questions
    faults = faults_of(questions, content.answers, content.photos)
    for question_id, answers in content.others.items():
        for answer in answers:
            faults |= faults_of(questions, {question_id: answer}, [])
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
        others=content.others,
        wants_submit=content.wants_submit,
        device_time=content.device_time,
        clock_skew=content.clock_skew,
        device=content.device,
        sha256=content.digest,
    )


def _receipt(version: ReportVersion, report: Report, *, created: bool) -> Receipt:
    held = held_photos(report)
    photos = {entry["id"]: held.get(entry["id"]) for entry in version.photos}
    return Receipt(version, report.state, photos, report.head_id or version.pk, created)
