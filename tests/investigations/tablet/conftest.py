"""A class with an open door, a pupil with missions, and the notebook on a tablet in Chromium."""

import pytest

from classrooms.actions.open_door import open_door
from classrooms.models import Pupil
from investigations.models import Assignment, Guide
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.investigations.factories import AssignmentFactory, CitizenProjectFactory
from tests.investigations.tablet.notebook import Notebook


@pytest.fixture
def pupil(site) -> Pupil:
    classroom = ClassroomFactory(name="CM1 des Lilas")
    open_door(classroom=classroom, user=classroom.owner, minutes=60)
    PupilFactory(classroom=classroom, public_name="Basile")
    return PupilFactory(classroom=classroom, public_name="Ana")


@pytest.fixture
def assign(pupil):
    """``assign("portrait")`` gives Ana a mission with that guide."""

    def make(guide: str = "premiere-rencontre", name: str = "Le Jardin des Moineaux", **investigation) -> Assignment:
        given = {f"investigation__{key}": value for key, value in investigation.items()}
        return AssignmentFactory(
            pupil=pupil,
            investigation__classroom=pupil.classroom,
            investigation__guide=Guide.objects.get(slug=guide),
            investigation__project=CitizenProjectFactory(name=name),
            **given,
        )

    return make


@pytest.fixture
def notebook(page, site, pupil):
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield Notebook(page, site, pupil)
    assert not faults
