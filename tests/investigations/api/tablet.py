"""A pupil's tablet in tests: it speaks HTTP, makes its own ids, and holds a token."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from classrooms.cards import card_token_of
from classrooms.models import Pupil
from investigations.models import Assignment
from tests.investigations.factories import answer_to

DEVICE_TIME = "2026-11-23T10:00:00+01:00"


@dataclass
class Tablet:
    pupil: Pupil
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))
    token: str = ""
    own_token: str = ""

    def sign_in(self) -> "Tablet":
        answer = self.post("tablets/join", {"card": card_token_of(self.pupil)})
        assert answer.status_code == 201, answer.content
        self.token, self.own_token = answer.json()["pupil_token"], answer.json()["token"]
        return self

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers=self.headers | headers)

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        body = b"" if data is None else json.dumps(data)
        return self.client.post(
            f"/api/v1/{path}", body, content_type="application/json", headers=self.headers | headers
        )

    def put(self, path: str, data: Any = b"", content_type: str = "application/json", **headers: str) -> Any:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self.client.put(f"/api/v1/{path}", body, content_type=content_type, headers=self.headers | headers)

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/v1/{path}", headers=self.headers)

    def save(self, report: Any, version: Any, content: Any) -> Any:
        return self.put(f"reports/{report}/versions/{version}", content)

    def send_photo(
        self, data: bytes, assignment: Assignment, *, photo: Any = None, report: Any = None, **headers: str
    ) -> Any:
        path = f"photos/{photo or uuid.uuid4()}?assignment={assignment.pk}&report={report or uuid.uuid4()}"
        return self.put(path, data, "image/jpeg", **headers)


def tablet_of(assignment: Assignment) -> Tablet:
    return Tablet(assignment.pupil or assignment.team.pupils.first()).sign_in()


def content_for(assignment: Assignment, /, **changes: Any) -> dict[str, Any]:
    """A draft that answers every question and shows no photo."""
    answers = {q["id"]: answer_to(q) for q in assignment.questions if q["kind"] != "photos"}
    return {
        "assignment": str(assignment.pk),
        "parent": None,
        "answers": answers,
        "photos": [],
        "submit": False,
        "device_time": DEVICE_TIME,
        **changes,
    }


def photo_entry(assignment: Assignment, photo: Any, caption: str = "") -> dict[str, str]:
    question = next(q for q in assignment.questions if q["kind"] == "photos")
    return {"id": str(photo), "question": question["id"], "caption": caption}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
