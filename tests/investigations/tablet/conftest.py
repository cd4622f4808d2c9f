"""A class with an open door, a pupil with missions, and the notebook on a tablet in Chromium."""

import os
from pathlib import Path

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from classrooms.actions.open_door import open_door
from classrooms.models import Pupil
from investigations.models import Assignment, Guide
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.investigations.factories import AssignmentFactory, CitizenProjectFactory
from tests.investigations.tablet.notebook import Notebook
from tests.pictures import from_camera


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory) -> Path:
    """One for all of a run's processes: collecting compresses every file of Wagtail as well."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "static"


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


@pytest.fixture
def outside(notebook, assign):
    """The notebook in a mission, without network."""
    assign()
    notebook.open_with_card()
    notebook.is_installed()
    notebook.page.context.set_offline(True)
    notebook.start()
    return notebook


@pytest.fixture
def busy_site(site):
    """The site answers 503 to whatever a tablet sends, until ``undo``."""

    def busy(**given):
        raise OperationalError("database is locked")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("investigations.api.views.reports.save_report_version", busy)
        patch.setattr("investigations.api.views.photos.receive_photo", busy)
        yield patch


@pytest.fixture
def blocked(busy_site, notebook, assign):
    """The notebook in a mission, with an answer and a photo that can't leave."""
    assign()
    notebook.open_with_card()
    notebook.is_installed()
    notebook.start()
    notebook.answer.fill("Mireille")
    notebook.go_to_question(7)
    notebook.take_photo(from_camera())
    expect(notebook.page.locator("[data-photo]")).to_have_count(1)
    expect(notebook.kept).to_have_text("Sur cette tablette")
    return notebook
