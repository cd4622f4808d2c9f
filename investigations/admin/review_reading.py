"""A report as its reviewer reads it: each question with its answer, its photos, its remarks, and what changed."""

import uuid
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q
from wagtail.admin.compare import TextDiff, diff_text

from investigations.models import Mask, Photo, Remark, Report, ReportVersion
from investigations.questions import Question
from investigations.selection import in_words


@dataclass
class Shot:
    """A photo with the caption that this version gives it."""

    photo: Photo
    caption: str
    masks: int
    shown: int  # faces, each under a consent
    uncovered: int  # faces whose consent ended and whose mask could not be burned in yet


@dataclass
class Answer:
    question: Question
    text: str
    verdict: str = ""
    remarks: list[Remark] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    before: TextDiff | None = None

    @property
    def is_photos(self) -> bool:
        return self.question["kind"] == "photos"


def read(report: Report, *, compared_with: ReportVersion | None = None) -> list[Answer]:
    """``report`` comes with head, verdicts and remarks; photos are read once."""
    on_people = Q(masks__removed_at=None)
    counts = {
        "mask_count": Count("masks", filter=on_people & Q(masks__lifted_at=None)),
        "lifted_count": Count("masks", filter=on_people & ~Q(masks__lifted_at=None)),
    }
    photos = Photo.objects.filter(report_id=report.pk).annotate(**counts).in_bulk()
    uncovered = Counter(Mask.objects.shown_without_consent().filter(photo__in=photos).values_list("photo", flat=True))
    verdicts = {verdict.question_id: verdict.verdict for verdict in report.verdicts.all()}
    remarks = list(report.remarks.all())
    return [
        Answer(
            question=question,
            text=in_words(report.head.answers.get(question["id"])),
            verdict=verdicts.get(question["id"], ""),
            remarks=[remark for remark in remarks if remark.question_id == question["id"]],
            shots=_shots(report.head, question, photos, uncovered),
            before=_difference(compared_with, report.head, question),
        )
        for question in report.assignment.questions
    ]


def _shots(
    version: ReportVersion, question: Question, photos: dict[uuid.UUID, Photo], uncovered: Counter[uuid.UUID]
) -> list[Shot]:
    return [
        Shot(
            photo, entry.get("caption", ""), photo.mask_count, photo.lifted_count - uncovered[photo.pk],
            uncovered[photo.pk],
        )
        for entry in version.photos
        if entry["question"] == question["id"] and (photo := photos.get(uuid.UUID(entry["id"])))
    ]  # fmt: skip


def _difference(old: ReportVersion | None, new: ReportVersion, question: Question) -> TextDiff | None:
    if old is None or question["kind"] == "photos":
        return None
    before, after = (in_words(version.answers.get(question["id"])) for version in (old, new))
    return diff_text(before, after) if before != after else None
