"""A teacher takes a class to a project: choose, assign, open, end, close."""

import pytest
from django.urls import reverse

from classrooms.registry import class_next_steps
from investigations.models import Assignment, Guide, Investigation
from tests.classrooms.factories import ClassroomFactory, PupilFactory, TeamFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.investigations.factories import (
    AssignmentFactory,
    CitizenProjectFactory,
    InvestigationFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"investigations:{name}", args=args)


@pytest.fixture
def classroom():
    classroom = ClassroomFactory()
    PupilFactory.create_batch(3, classroom=classroom)
    return classroom


@pytest.fixture
def teacher(classroom):
    return signed_in(classroom.owner)


def post(client, name, *args, **data):
    response = client.post(at(name, *args), data)
    assert response.status_code == 302, text_of(response)
    return said(response)


def test_from_a_class_to_an_open_investigation_in_three_screens(teacher, classroom):
    project, guide = CitizenProjectFactory(), Guide.objects.get(slug="portrait")
    assert project.name in text_of(teacher.get(at("add"), follow=True))
    assert guide.title in text_of(teacher.get(at("add_for", classroom.pk, project.pk)))
    form = {"guide": guide.pk, "starts_on": "2026-12-01", "ends_on": "2026-12-08", "camera_only": "on"}
    response = teacher.post(at("add_for", classroom.pk, project.pk), form)
    investigation = Investigation.objects.get()
    assert response["Location"] == at("page", investigation.pk)
    assert (investigation.project, investigation.guide, investigation.camera_only) == (project, guide, True)
    post(teacher, "assign_all", investigation.pk, to="pupils", roles="1")
    assert investigation.assignments.count() == 3
    post(teacher, "open", investigation.pk)
    page = text_of(teacher.get(at("page", investigation.pk)))
    assert "ouverte" in page
    assert page.count("pas commencé") == 3
    assert all(question["label"] in page for question in guide.as_questions())
