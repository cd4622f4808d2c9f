"""What a tablet takes along: the class's pupils with sealed keys, and the missions without anybody's answers."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from classrooms.cards import card_token_of
from classrooms.models import Pupil, Tablet
from classrooms.roster.pictures import card_digest
from classrooms.tablet_keys import (
    ITERATIONS,
    card_seal_for,
    pupil_token,
    rescue_check,
    rescue_public_key,
    seal_for,
)
from investigations.api.missions import asked_of, guide_of, last_written
from investigations.models import Assignment, Investigation, Report


class Roster:
    """Sealing is slow on purpose: ``etag`` tells whether anything changed without it."""

    def __init__(self, tablet: Tablet) -> None:
        self.tablet = tablet
        self.pupils = list(tablet.classroom.pupils.all())

    @property
    def etag(self) -> str:
        classroom = self.tablet.classroom
        looks = [[str(p.pk), p.public_name, p.animal, p.colour, p.level, p.card_serial] for p in self.pupils]
        of_class = [classroom.name, classroom.school.name, classroom.code, self.tablet.name, ITERATIONS]
        return digest_of([*of_class, rescue_public_key(), *looks])

    def content(self) -> dict[str, Any]:
        """For RosterSerializer."""
        return {
            "tablet": self.tablet,
            "classroom": self.tablet.classroom,
            "pupils": [self._sealed(pupil) for pupil in self.pupils],
            "rescue": {**rescue_check(self.tablet.pk), "key": rescue_public_key()},
            "server_time": timezone.now(),
        }

    def _sealed(self, pupil: Pupil) -> dict[str, Any]:
        token = pupil_token(self.tablet.pk, pupil.pk)
        look = {key: getattr(pupil, key) for key in ("id", "public_name", "animal", "colour", "level")}
        card = {"card": card_digest(card_token_of(pupil)), "card_seal": card_seal_for(pupil, token)}
        return {**look, **seal_for(pupil, token), **card}


def class_missions(tablet: Tablet) -> list[dict[str, Any]]:
    """For ClassMissionsSerializer, in a number of queries that does not grow with the missions."""
    assignments = (
        Assignment.objects.filter(investigation__classroom=tablet.classroom_id)
        .filter(investigation__state__in=[Investigation.State.OPEN, Investigation.State.REVIEWING])
        .select_related("investigation__project", "investigation__guide", "investigation__guide_revision", "team")
        .prefetch_related("team__pupils", Prefetch("reports", Report.objects.select_related("head")))
        .order_by("-investigation__opened_at", "pk")
    )
    return [_mission(assignment) for assignment in assignments]


def _mission(assignment: Assignment) -> dict[str, Any]:
    investigation = assignment.investigation
    report = max(assignment.reports.all(), key=last_written, default=None)
    team = assignment.team
    return {
        "id": assignment.pk,
        "report_id": report.pk if report else uuid.uuid5(assignment.pk, "report"),
        "pupils": [pupil.pk for pupil in team.pupils.all()] if team else [assignment.pupil_id],
        "role": {"slug": assignment.role, "label": assignment.get_role_display() if assignment.role else ""},
        "team": team,
        "investigation": investigation,
        "project": investigation.project,
        "guide": guide_of(investigation),
        "questions": asked_of(assignment),
    }


def digest_of(content: list[Any] | Mapping[str, Any]) -> str:
    """A strong entity tag (RFC 9110, 8.8.3)."""
    text = json.dumps(content, sort_keys=True, default=str)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
