"""A pupil's missions as the notebook reads them, in a number of queries that does not grow with theirs."""

import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from classrooms.models import Pupil
from investigations.about_entry import entry_says
from investigations.actions.own_assignment import TAKES_WORK
from investigations.directory.models import CitizenProject
from investigations.models import Assignment, Investigation, Remark, Report
from investigations.questions import Question
from investigations.registry import PublishedStory, published_stories

BEGINNING = datetime.datetime.min.replace(tzinfo=datetime.UTC)


def missions_of(pupil: Pupil) -> dict[str, Any]:
    """For MissionsSerializer. The newest investigation first."""
    assignments = list(
        Assignment.objects.of_pupil(pupil)
        .select_related("investigation__project", "investigation__guide", "investigation__guide_revision", "team")
        .prefetch_related(
            "team__pupils",
            "photos",
            Prefetch("reports", Report.objects.select_related("head")),
            Prefetch("reports__remarks", Remark.objects.select_related("author", "version")),
        )
        .order_by("-investigation__opened_at", "pk")
    )
    stories = published_stories({assignment.investigation_id for assignment in assignments})
    return {
        "missions": [_mission(assignment, stories.get(assignment.investigation_id)) for assignment in assignments],
        "server_time": timezone.now(),
    }


def _mission(assignment: Assignment, story: PublishedStory | None) -> dict[str, Any]:
    investigation = assignment.investigation
    report = max(assignment.reports.all(), key=last_written, default=None)
    return {
        "id": assignment.pk,
        "role": {"slug": assignment.role, "label": assignment.get_role_display() if assignment.role else ""},
        "team": assignment.team,
        "investigation": investigation,
        "project": investigation.project,
        "guide": guide_of(investigation),
        "questions": asked_of(assignment),
        "report": _report(report, assignment) if report else None,
        "story": story._asdict() if story else None,
    }


def asked_of(assignment: Assignment) -> list[dict[str, Any]]:
    """Where a question is about the project's entry, with what that says today: pupils compare without network."""
    return [_asked(question, assignment.investigation.project) for question in assignment.questions]


def _asked(question: Question, project: CitizenProject) -> dict[str, Any]:
    says = entry_says(project, question.get("about_entry", ""))
    return {**question, "entry_says": says} if says else {**question}


def guide_of(investigation: Investigation) -> dict[str, str]:
    """The guide as it was when the investigation opened."""
    revision = investigation.guide_revision
    content = revision.content if revision else {}
    return {key: content.get(key, getattr(investigation.guide, key)) for key in ("title", "introduction")}


def last_written(report: Report) -> datetime.datetime:
    """A team that wrote on two tablets without network may have begun two reports: the newest goes on."""
    return report.head.received_at if report.head else BEGINNING


def _report(report: Report, assignment: Assignment) -> dict[str, Any]:
    head = report.head
    writable = report.state in Report.WRITABLE and assignment.investigation.state in TAKES_WORK
    return {
        "id": report.pk,
        "state": report.state,
        "version": report.head_id,
        "answers": head.answers if head else {},
        "photos": head.photos if head else [],
        "others": head.others if head else {},
        "remarks": _last_remarks(report),
        "returned_at": report.reviewed_at if report.state == Report.State.RETURNED else None,
        "submitted_at": report.submitted_at,
        "held": {str(photo.pk): photo.sha256 for photo in assignment.photos.all()},
        "objected": [str(photo.pk) for photo in assignment.photos.all() if photo.objected_at],
        "may_write": writable,
    }


def _last_remarks(report: Report) -> list[dict[str, Any]]:
    remarks = list(report.remarks.all())
    newest = max(remarks, key=lambda remark: (remark.version.received_at, remark.created_at), default=None)
    return [
        {
            "question_id": remark.question_id,
            "text": remark.text,
            # Never the e-mail address that stands for an adult without a name.
            "author": remark.author.get_full_name() if remark.author else "",
            "created_at": remark.created_at,
        }
        for remark in remarks
        if newest and remark.version_id == newest.version_id
    ]
