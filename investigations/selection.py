"""What a class found out that may enter a story: accepted answers and cleared photos, with whose they are."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from investigations.consents import Allowed, allowed_today, public_name
from investigations.models import AnswerVerdict, Investigation, Photo, Report
from investigations.questions import Question

# A number or a tick says nothing to a reader who has not read the question.
_WORDS = {"short_text", "long_text"}


@dataclass(frozen=True, slots=True)
class Finding:
    """An accepted answer in words. ``name`` is what the public may call the pupil or the team."""

    report_id: uuid.UUID
    question_id: str
    question: str
    text: str
    name: str
    stands_alone: bool

    @property
    def key(self) -> str:
        return f"answer:{self.report_id}:{self.question_id}"


@dataclass(frozen=True, slots=True)
class PhotoFinding:
    report_id: uuid.UUID
    photo_id: uuid.UUID
    caption: str
    name: str
    stands_alone: ClassVar[bool] = True

    @property
    def key(self) -> str:
        return f"photo:{self.photo_id}"


def findings_of(investigation: Investigation) -> list[Finding | PhotoFinding]:
    """In the order of the questions, then of the reports; an answer set aside on its own is left out."""
    reports = list(
        Report.objects.filter(assignment__investigation=investigation, state=Report.State.ACCEPTED)
        .select_related("assignment__pupil", "assignment__team", "head__pupil")
        .prefetch_related("verdicts")
        .order_by("submitted_at", "pk")
    )
    allowed = allowed_today(investigation)
    cleared = Photo.objects.publishable().filter(assignment__investigation=investigation).in_bulk()
    return [
        finding
        for question in investigation.questions
        for report in reports
        for finding in _of_question(report, question, cleared, allowed)
    ]


def _of_question(
    report: Report, question: Question, cleared: dict[uuid.UUID, Photo], allowed: Allowed
) -> Iterator[Finding | PhotoFinding]:
    if question["kind"] == "photos":
        for entry in report.head.photos:
            photo = cleared.get(uuid.UUID(entry["id"]))
            if photo and entry["question"] == question["id"]:
                yield PhotoFinding(
                    report.pk, photo.pk, entry.get("caption", ""), public_name(report.head.pupil, allowed)
                )
        return
    text = in_words(report.head.answers.get(question["id"]))
    if text and not _set_aside(report, question["id"]):
        alone = question["kind"] in _WORDS
        yield Finding(report.pk, question["id"], question["label"], text, _whose(report, allowed), alone)


def _whose(report: Report, allowed: Allowed) -> str:
    pupil = report.assignment.pupil
    return public_name(pupil, allowed) if pupil else report.assignment.who


def _set_aside(report: Report, question_id: str) -> bool:
    return any(
        verdict.question_id == question_id and verdict.verdict == AnswerVerdict.Verdict.SET_ASIDE
        for verdict in report.verdicts.all()
    )


def in_words(answer: str | float | list[str] | None) -> str:
    """An answer of any kind as a sentence part; empty when nothing was answered."""
    if answer is None:
        return ""
    if isinstance(answer, list):
        return ", ".join(answer)
    return str(answer).strip()
