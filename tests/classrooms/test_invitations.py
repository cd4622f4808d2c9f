import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Classroom, ClassroomTeacher, Invitation, User
from tests.classrooms.factories import ClassroomFactory, UserFactory
from tests.classrooms.screens import at, said, signed_in, text_of

pytestmark = pytest.mark.django_db
PASSWORD = "un-long-mot-de-passe"


def invite(teacher, classroom, email="collegue@example.org", capture=None):
    with capture(execute=True):
        teacher.post(at("teachers", classroom.pk), {"email": email})
    return re.search(r"/compte/invitation/\S+", mail.outbox[-1].body)[0]


@pytest.fixture
def capture(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def test_a_new_colleague_sets_a_password_and_finds_the_class(capture):
    classroom = ClassroomFactory(name="CM2 A")
    path = invite(signed_in(classroom.owner), classroom, capture=capture)
    assert mail.outbox[-1].to == ["collegue@example.org"]
    assert "CM2 A" in mail.outbox[-1].subject

    visitor = Client()
    page = text_of(visitor.get(path))
    assert "Créer mon compte" in page
    assert "vous invite dans la classe <strong>CM2 A</strong>" in page
    assert "Écrivez votre prénom." in text_of(visitor.post(path, {}))
    data = {"first_name": "Nour", "last_name": "Haddad", "password": PASSWORD}
    response = visitor.post(path, data)
    assert response.url == at("page", classroom.pk)
    assert visitor.get(response.url).status_code == 200
    user = User.objects.get(email="collegue@example.org")
    assert user.is_teacher
    assert user.check_password(PASSWORD)
    assert classroom.group in user.groups.all()
    assert EmailAddress.objects.get(user=user).verified
    assert ClassroomTeacher.objects.get(user=user).role == "co_teacher"


def test_a_weak_password_is_refused_and_none_means_codes(capture):
    classroom = ClassroomFactory()
    path = invite(signed_in(classroom.owner), classroom, capture=capture)
    data = {"first_name": "Nour", "last_name": "Haddad", "password": "1234"}
    assert Client().post(path, data).context["form"].errors["password"]
    Client().post(path, {**data, "password": ""})
    assert not User.objects.get(email="collegue@example.org").has_usable_password()


def test_who_has_an_account_signs_in_first(capture):
    classroom, colleague = ClassroomFactory(), UserFactory(email="collegue@example.org")
    path = invite(signed_in(classroom.owner), classroom, capture=capture)
    page = text_of(Client().get(path))
    assert reverse("account_login") in page
    assert 'name="password"' not in page
    Client().post(path, {"first_name": "X", "last_name": "Y", "password": PASSWORD})
    assert not Classroom.objects.visible_to(User.objects.get(pk=colleague.pk)).exists()

    signed = signed_in(colleague)
    assert not Classroom.objects.visible_to(User.objects.get(pk=colleague.pk)).exists()
    assert signed.post(path).url == at("page", classroom.pk)
    assert Classroom.objects.visible_to(User.objects.get(pk=colleague.pk)).get() == classroom


def test_an_invitation_that_does_not_open_says_why(capture):
    classroom = ClassroomFactory()
    path = invite(signed_in(classroom.owner), classroom, capture=capture)
    stranger = signed_in(teacher=True)
    for response in (stranger.get(path), stranger.post(path)):
        assert response.status_code == 403
        assert "adressée à" in text_of(response)

    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    expired = Client().get(path)
    assert (expired.status_code, "plus valable" in text_of(expired)) == (410, True)

    Invitation.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1), accepted_at=timezone.now())
    used = Client().post(path, {"first_name": "X", "last_name": "Y"})
    assert (used.status_code, "déjà servi" in text_of(used)) == (410, True)

    unknown = Client().get("/compte/invitation/nothing/")
    assert (unknown.status_code, "aucune invitation" in text_of(unknown)) == (404, True)
    assert classroom.memberships.count() == 1


def test_sending_again_kills_the_first_address_and_withdrawing_the_second(capture):
    classroom = ClassroomFactory()
    teacher = signed_in(classroom.owner)
    first = invite(teacher, classroom, capture=capture)
    invitation = Invitation.objects.get()
    with capture(execute=True):
        teacher.post(at("resend_invitation", classroom.pk, invitation.pk))
    assert len(mail.outbox) == 2
    assert Client().get(first).status_code == 404
    second = re.search(r"/compte/invitation/\S+", mail.outbox[-1].body)[0]
    assert Client().get(second).status_code == 200
    teacher.post(at("withdraw_invitation", classroom.pk, invitation.pk))
    assert Client().get(second).status_code == 404


def test_a_member_is_not_invited_again():
    classroom = ClassroomFactory()
    teacher = signed_in(classroom.owner)
    response = teacher.post(at("teachers", classroom.pk), {"email": classroom.owner.email.upper()})
    assert "déjà dans la classe" in text_of(response)
    assert not Invitation.objects.exists()


def joined(classroom):
    colleague = UserFactory(teacher=True)
    membership = ClassroomTeacher.objects.create(classroom=classroom, user=colleague)
    colleague.groups.add(classroom.group)
    return colleague, membership


def test_the_owner_removes_a_colleague_who_then_sees_nothing():
    classroom = ClassroomFactory()
    colleague, membership = joined(classroom)
    signed_in(classroom.owner).post(at("remove_teacher", classroom.pk, membership.pk))
    assert signed_in(colleague).get(at("page", classroom.pk)).status_code == 404
    assert classroom.group not in colleague.groups.all()


def test_removing_leaving_and_handing_over_are_asked_about_first():
    classroom = ClassroomFactory()
    owner, (colleague, membership) = signed_in(classroom.owner), joined(classroom)
    shown = text_of(owner.get(at("teachers", classroom.pk)))
    for name, client, question in [
        ("remove_teacher", owner, f"Retirer {colleague} de la classe ?"),
        ("hand_over", owner, f"Confier la classe à {colleague} ?"),
        ("remove_teacher", signed_in(colleague), "Quitter cette classe ?"),
    ]:
        assert f'href="{at(name, classroom.pk, membership.pk)}"' in shown
        assert f'action="{at(name, classroom.pk, membership.pk)}"' not in shown
        assert question in text_of(client.get(at(name, classroom.pk, membership.pk)))
    assert classroom.memberships.count() == 2
    assert Classroom.objects.get().owner == classroom.owner


def test_the_owner_hands_the_class_over_and_only_then_may_leave():
    classroom = ClassroomFactory()
    owner, (colleague, membership) = signed_in(classroom.owner), joined(classroom)
    own = classroom.memberships.get(user=owner.user)
    assert "Confiez d’abord" in said(owner.post(at("remove_teacher", classroom.pk, own.pk)))
    owner.post(at("hand_over", classroom.pk, membership.pk))
    assert Classroom.objects.get().owner == colleague
    assert owner.post(at("remove_teacher", classroom.pk, own.pk)).url == at("index")
    assert owner.get(at("page", classroom.pk)).status_code == 404


def test_a_colleague_may_leave_but_neither_remove_nor_take_over():
    classroom = ClassroomFactory()
    (colleague, membership), (_, other) = joined(classroom), joined(classroom)
    client = signed_in(colleague)
    for name in ("remove_teacher", "hand_over"):
        assert "responsable" in said(client.post(at(name, classroom.pk, other.pk)))
    assert classroom.memberships.count() == 3
    assert Classroom.objects.get().owner == classroom.owner
    client.post(at("remove_teacher", classroom.pk, membership.pk))
    assert not classroom.memberships.filter(user=colleague).exists()
