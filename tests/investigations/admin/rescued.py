"""What a tablet would put into a rescue file, and what it would send: the same things under the same ids."""

import base64
import json
import uuid
from functools import cached_property
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric import ec
from django.test import TestCase
from django.urls import reverse

from classrooms.models import Classroom, Tablet
from classrooms.tablet_keys import pupil_token, rescue_public_key
from investigations.models import Assignment
from investigations.rescue import Frame, seal
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.api.tablet import DEVICE_TIME, content_for, photo_entry, sha256, tablet_of
from tests.pictures import encoded, photograph


class Rescued:
    def __init__(self, assignment: Assignment, tablet: Tablet | None = None) -> None:
        self.assignment, self.pupil = assignment, assignment.pupil
        self.classroom = assignment.investigation.classroom
        self.caller = tablet_of(assignment)
        if tablet is None:
            tablet = self.classroom.tablets.get()
        self.tablet = tablet
        self.token = pupil_token(tablet.pk, self.pupil.pk)
        self.picture = encoded(photograph("coffee", (320, 240)))
        self.photo, self.report, self.version = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
        entries = [photo_entry(assignment, self.photo)]
        self.content = content_for(assignment, photos=entries, submit=True)

    @cached_property
    def page(self) -> str:
        return page_of(self.classroom)

    def photo_frame(self, photo: uuid.UUID, picture: bytes) -> Frame:
        said = {"photo": str(photo), "assignment": str(self.assignment.pk), "report": str(self.report)}
        times = {"device_time": DEVICE_TIME, "clock_skew": 12}
        return Frame({"kind": "photo", "token": self.token, **said, "sha256": sha256(picture), **times}, picture)

    def wish_frame(self, wish: bool = True) -> Frame:
        return Frame({"kind": "wish", "token": self.token, "photo": str(self.photo), "wish": wish}, b"")

    def frames(self) -> list[Frame]:
        said = {"kind": "version", "token": self.token, "report": str(self.report), "version": str(self.version)}
        version = Frame(said, json.dumps(self.content).encode())
        return [self.photo_frame(self.photo, self.picture), version, self.wish_frame()]

    def sealed(self, *frames: Frame) -> bytes:
        point = base64.b64decode(rescue_public_key())
        return seal(self.tablet.pk, frames, ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point))

    def file(self) -> bytes:
        return self.sealed(*self.frames())

    def send(self) -> list:
        """The three answers that the tablet gets."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            photo = self.caller.send_photo(self.picture, self.assignment, photo=self.photo, report=self.report)
            version = self.caller.save(self.report, self.version, self.content)
            return [photo, version, self.caller.put(f"photos/{self.photo}/objection")]


def page_of(classroom: Classroom) -> str:
    return reverse("outing:tablets", args=[classroom.pk])


def load(classroom: Classroom, file: bytes) -> str:
    """What the teacher reads after choosing that file."""
    upload = BytesIO(file)
    upload.name = "secours.carnet"
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = signed_in(classroom.owner).post(page_of(classroom), {"file": upload})
    assert answer.status_code == 200
    return text_of(answer)
