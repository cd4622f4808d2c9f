"""schemathesis attacks every operation of the OpenAPI schema: no 5xx, and no answer that the schema doesn't tell of."""

import uuid

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from classrooms.actions.open_door import open_door
from classrooms.cards import card_token_of
from classrooms.models import Tablet
from tests import pictures
from tests.investigations.api.tablet import content_for, tablet_of
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
SCHEMA = SchemaGenerator().get_schema(request=None, public=True)
MOSTLY = st.sampled_from([True, True, True, False])
OPERATIONS = {result.ok().label: result.ok() for result in schemathesis.openapi.from_dict(SCHEMA).get_all_operations()}


@pytest.fixture
def known():
    """What a tablet knows: ids, a card and a photograph that exist, so that most attacks get past the first no."""
    assignment = AssignmentFactory()
    classroom = assignment.investigation.classroom
    open_door(classroom=classroom, user=classroom.owner, minutes=120)
    tablet = tablet_of(assignment)
    report, version = uuid.uuid4(), uuid.uuid4()
    tablet.save(report, version, content_for(assignment))
    data = pictures.encoded(pictures.photograph("coffee", (80, 60)))
    photo = tablet.send_photo(data, assignment, report=report).json()["photo"]
    return {
        "token": tablet.token,
        "tablet": tablet.own_token,
        "code": classroom.code,
        "pupil": str(assignment.pupil_id),
        "assignment": str(assignment.pk),
        "report": str(report),
        "version": str(version),
        "photo": photo,
        "card": card_token_of(assignment.pupil),
        "answers": {},
        "photos": [],
        "bytes": data,
    }


@pytest.fixture
def app():
    """The whole application in the test's transaction: as with Django's client, the connection outlives a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def aim(case, known, *, signed_in, real_ids):
    """Put what is known into a case; drawn cases leave it out now and then."""
    if signed_in:
        case.headers["Authorization"] = known["Authorization"]
    if real_ids and isinstance(case.body, bytes):
        case.body = known["bytes"]
    for place in (case.path_parameters, case.query, case.body):
        if real_ids and isinstance(place, dict):
            place.update({name: known[name] for name in place if name in known})


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfit"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_no_attack_gets_an_answer_outside_the_schema(known, app, label, mode):
    operation = OPERATIONS[label]

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), signed_in=MOSTLY, real_ids=MOSTLY)
    def attack(case, signed_in, real_ids):
        Tablet.objects.update(left_at=None)
        known["Authorization"] = f"Bearer {known['tablet' if '/tablet/' in label else 'token']}"
        aim(case, known, signed_in=signed_in, real_ids=real_ids)
        answer = case.call(base_url="http://localhost", app=app)
        case.validate_response(answer, checks=CHECKS)

    attack()


def test_the_schema_tells_of_our_api_only_and_of_every_address():
    assert all(path.startswith("/api/v1/") for path in SCHEMA["paths"])
    assert len(SCHEMA["paths"]) == 11


def test_the_schema_is_served(client):
    answer = client.get("/api/v1/schema/", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert answer.json()["paths"].keys() == SCHEMA["paths"].keys()
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
