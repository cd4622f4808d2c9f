"""What pupils and teacher do in an investigation, by the actions that tablet and admin call."""

import datetime
import hashlib
import json
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from classrooms.models import Pupil, User
from investigations.actions import review
from investigations.actions.mask_photo import remove_mask
from investigations.actions.receive_photo import receive_photo
from investigations.actions.save_report_version import Content, save_report_version
from investigations.masks import search_faces
from investigations.models import Assignment, Investigation, Photo, Report
from investigations.questions import Question
from workshop.demo.camera import shoot
from workshop.demo.clock import at
from workshop.demo.script import Sent, Shot

WHOLE_REPORT = -1
# The pictures are drawn: a glance shows how it works, and the demo stands in half a minute.
GLANCE = 640
A_MINUTE = datetime.timedelta(minutes=1)
DEVICE = "Tablette de la classe"


@dataclass
class Fieldwork:
    """One investigation as it goes on. ``moment`` is when the next thing happens."""

    investigation: Investigation
    teacher: User
    rng: random.Random
    moment: datetime.datetime
    review_delay: datetime.timedelta = datetime.timedelta(hours=5)
    photos: dict[str, uuid.UUID] = field(default_factory=dict)
    reports: dict[str, uuid.UUID] = field(default_factory=dict)

    def play(self, sent: Sequence[Sent]) -> None:
        for one in sent:
            self.moment += self.rng.randint(3, 9) * A_MINUTE
            _Playing(self, one).play()


@dataclass
class _Playing:
    work: Fieldwork
    sent: Sent

    def play(self) -> None:
        self.assignment = self._assignment()
        self.pupil = self._author()
        self.report_id = self._uuid()
        self.work.reports[self.sent.who] = self.report_id
        entries = [self._take(shot) for shot in self.sent.shots]
        final = self.sent.outcome != "draft"
        parent = None
        if self.sent.first:
            earlier = [self.sent.first.get(place, answer) for place, answer in enumerate(self.sent.answers)]
            parent = self._save(earlier, entries, parent=None, submit=True)
            self._return()
            self.work.moment += 2 * A_MINUTE
        self._save(self.sent.answers, entries, parent=parent, submit=final)
        self._review(entries)

    def _assignment(self) -> Assignment:
        mine = Assignment.objects.filter(investigation=self.work.investigation)
        found = mine.select_related("pupil", "team", "investigation")
        return next(assignment for assignment in found if assignment.who == self.sent.who)

    def _author(self) -> Pupil:
        """The pupil whose mission it is, or the first of the team, who holds the tablet."""
        holder: Pupil = self.assignment.pupil or self.assignment.team.pupils.all()[0]
        return holder

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.work.rng.getrandbits(128), version=4)

    @property
    def _questions(self) -> list[Question]:
        return [question for question in self.assignment.questions if question["kind"] != "photos"]

    def _take(self, shot: Shot) -> dict[str, str]:
        photo_id = self._uuid()
        question = next(q for q in self.assignment.questions if q["kind"] == "photos")
        taken = self.work.moment - self.work.rng.randint(20, 90) * A_MINUTE
        picture = shoot(shot.scene, taken=taken, at=self.work.investigation.project.point)
        with at(self.work.moment):
            receive_photo(
                pupil=self.pupil, photo_id=photo_id, assignment_id=self.assignment.pk, report_id=self.report_id,
                stream=BytesIO(picture), size=len(picture), sha256=hashlib.sha256(picture).hexdigest(),
            )  # fmt: skip
        self.work.photos[shot.scene] = photo_id
        return {"id": str(photo_id), "question": question["id"], "caption": shot.caption}

    def _save(
        self, answers: Sequence[Any], entries: list[dict[str, str]], *, parent: uuid.UUID | None, submit: bool
    ) -> uuid.UUID:
        """Send a version with the same digest as if it had come over the wire."""
        version_id = self._uuid()
        by_id = {q["id"]: a for q, a in zip(self._questions, answers, strict=True) if a is not None}
        said = {"answers": by_id, "photos": entries, "submit": submit, "device_time": self.work.moment.isoformat()}
        content = Content(
            assignment_id=self.assignment.pk, parent_id=parent, answers=by_id, photos=entries, wants_submit=submit,
            device_time=self.work.moment, device=DEVICE,
            digest=hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
        )  # fmt: skip
        with at(self.work.moment):
            save_report_version(pupil=self.pupil, report_id=self.report_id, version_id=version_id, content=content)
        return version_id

    def _return(self) -> None:
        ids = [question["id"] for question in self._questions]
        remarks = {"" if place == WHOLE_REPORT else ids[place]: text for place, text in self.sent.remarks.items()}
        with at(self.work.moment + self.work.review_delay / 2):
            review.return_report(report=self._report(), remarks=remarks, by=self.work.teacher)

    def _review(self, entries: list[dict[str, str]]) -> None:
        if self.sent.outcome == "returned":
            self._return()
        if self.sent.outcome not in {"accepted", "set_aside"}:
            return
        with at(self.work.moment + self.work.review_delay):
            report, by = self._report(), self.work.teacher
            if self.sent.outcome == "set_aside":
                review.set_report_aside(report=report, by=by)
                return
            for photo in Photo.objects.filter(pk__in=[entry["id"] for entry in entries]):
                search_faces(photo.pk, edge=GLANCE)
                # Nobody is in the pictures: the teacher takes away what is no face.
                for mask in photo.masks.standing():
                    remove_mask(mask=mask, by=by)
                review.clear_photo(photo=photo, nobody_recognisable=True, by=by)
            review.accept_report(report=report, by=by)

    def _report(self) -> Report:
        return Report.objects.get(pk=self.report_id)
