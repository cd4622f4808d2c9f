"""Who left a class, or lost their account, is out at once: in every browser, at every address, with every open form."""

import re

import pytest
from django.urls import reverse

from classrooms.models import Classroom, ClassroomTeacher, User
from tests.classrooms.screens import at
from tests.permissions.test_matrix import outcome, rows
from tests.permissions.world import build

pytestmark = pytest.mark.django_db
OF_THE_CLASS = {"own teacher", "own teacher and editors"}
INPUT = re.compile(r'<(?:input|button)\b[^>]*\bname="([^"]+)"(?:[^>]*\bvalue="([^"]*)")?')


def goes_by_a_colleague(world, gone):
    """The class is handed over first: it has always somebody who answers for it."""
    colleague, membership = _colleague(world, gone)
    world.clients["teacher"].post(at("hand_over", membership.classroom_id, membership.pk))
    own = gone.memberships.get()
    assert colleague.post(at("remove_teacher", own.classroom_id, own.pk)).status_code == 302


def leaves(world, gone):
    _colleague_client, membership = _colleague(world, gone)
    world.clients["teacher"].post(at("hand_over", membership.classroom_id, membership.pk))
    own = gone.memberships.get()
    assert world.clients["teacher"].post(at("remove_teacher", own.classroom_id, own.pk)).status_code == 302


def is_deactivated(world, gone):
    form = {"email": gone.email, "first_name": gone.first_name, "last_name": gone.last_name}
    changed = world.clients["admin"].post(reverse("wagtailusers_users:edit", args=[gone.pk]), form)
    assert changed.status_code == 302
    assert not User.objects.get(pk=gone.pk).is_active


@pytest.mark.parametrize("goes", [goes_by_a_colleague, leaves, is_deactivated])
def test_from_that_moment_no_page_of_the_class_opens_and_no_open_form_acts(goes):
    world = build()
    client = world.clients["teacher"]
    client.raise_request_exception = False
    gone = User.objects.get(pk=client.session["_auth_user_id"])
    addresses = {
        key: world.address(row["route"], row["pattern"]) for key, row in rows().items() if row["access"] in OF_THE_CLASS
    }
    forms = {}
    for key, address in addresses.items():
        shown = client.get(address)
        forms[key] = dict(INPUT.findall(shown.content.decode(errors="replace"))) if not shown.streaming else {}
    assert sum(map(bool, forms.values())) > 40
    goes(world, gone)
    assert client.get(reverse("wagtailadmin_home")).status_code == (302 if goes is is_deactivated else 200)
    before = _standing()
    wrong = []
    for key, address in addresses.items():
        for method, answer in (("GET", client.get(address)), ("POST", client.post(address, forms[key]))):
            if outcome(answer) == "in":
                wrong.append(f"{key}: {method} {address} answers {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert _standing() == before


def _colleague(world, gone):
    client = world.clients["teacher_b"]
    colleague = User.objects.get(pk=client.session["_auth_user_id"])
    classroom = Classroom.objects.get(memberships__user=gone)
    membership = ClassroomTeacher.objects.create(classroom=classroom, user=colleague)
    colleague.groups.add(classroom.group)
    return client, membership


def _standing():
    classroom = Classroom.objects.order_by("pk").first()
    parts = ("pupils", "teams", "memberships", "invitations", "tablets", "investigations", "erasures")
    return {
        "door": classroom.door_closes_at, "name": classroom.name,
        **{part: list(getattr(classroom, part).order_by("pk").values_list("pk", flat=True)) for part in parts},
    }  # fmt: skip
