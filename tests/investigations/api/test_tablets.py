"""A tablet joins a class, takes along what it needs, tells how it stands, and leaves."""

import base64
import hashlib
import uuid

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from classrooms.actions.change_tablet import revoke_tablet
from classrooms.actions.open_door import close_door, open_door
from classrooms.cards import card_token_of, secret_of
from classrooms.models import Pupil, Tablet
from classrooms.tablet_keys import rescue_code
from investigations.models import Investigation
from tests import pictures
from tests.classrooms.factories import ClassroomFactory, PupilFactory, TeamFactory
from tests.investigations.api.tablet import Tablet as Caller
from tests.investigations.api.tablet import content_for, tablet_of
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
READY = {"shell": True, "roster": True, "missions": False, "storage": True}
STATUS = {"unsent_reports": 2, "unsent_photos": 5, "free_bytes": 10**9, "version": "abc", "ready": READY}


@pytest.fixture
def classroom():
    classroom = ClassroomFactory(name="CM1 des Lilas")
    open_door(classroom=classroom, user=classroom.owner, minutes=60)
    PupilFactory.create_batch(3, classroom=classroom)
    return classroom


def join(classroom) -> Caller:
    caller = Caller(classroom.pupils.first())
    answer = caller.post("tablets/join", {"code": classroom.code.lower()})
    assert answer.status_code == 201, answer.content
    caller.token = answer.json()["token"]
    return caller


def opened(key: bytes, seal: str) -> str:
    data = base64.b64decode(seal)
    return AESGCM(key).decrypt(data[:12], data[12:], None).decode()


def stretched(pictures_: list[str], pupil: dict) -> bytes:
    salt = base64.b64decode(pupil["salt"])
    return hashlib.pbkdf2_hmac("sha256", " ".join(pictures_).encode(), salt, pupil["iterations"])


def test_a_tablet_joins_by_code_while_the_door_is_open_and_gets_an_animal_for_a_name(classroom):
    first, second = join(classroom), join(classroom)
    assert [tablet.name for tablet in Tablet.objects.order_by("joined_at")] == ["Renard", "Grenouille"]
    assert first.token != second.token
    assert first.token.split(".")[1] not in str(list(Tablet.objects.values_list()))
    close_door(classroom=classroom, user=classroom.owner)
    answer = Caller(Pupil.objects.first()).post("tablets/join", {"code": classroom.code})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_open_class")


def test_any_pupils_card_joins_a_tablet_and_lets_that_pupil_in(classroom):
    close_door(classroom=classroom, user=classroom.owner)
    pupil = classroom.pupils.last()
    answer = Caller(pupil).post("tablets/join", {"card": f"https://x.example/carnet/#{card_token_of(pupil)}"})
    given = answer.json()
    assert (answer.status_code, given["pupil"]["name"], given["classroom"]["name"]) == (
        201, pupil.public_name, "CM1 des Lilas",
    )  # fmt: skip
    caller = Caller(pupil, token=given["pupil_token"])
    assert caller.get("missions").status_code == 200
    wrong = Caller(pupil).post("tablets/join", {"card": "A" * 26})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "unknown_card")


@pytest.mark.parametrize("given", [{}, {"code": "BCDFGH", "card": "A" * 26}])
def test_a_tablet_joins_in_one_way(given):
    assert Caller(None).post("tablets/join", given).status_code == 422


def test_the_roster_opens_for_the_right_pictures_and_the_card_and_for_nothing_else(classroom):
    tablet = join(classroom)
    roster = tablet.get("tablet/roster").json()
    assert {pupil["name"] for pupil in roster["pupils"]} == set(classroom.pupils.values_list("public_name", flat=True))
    for shown in roster["pupils"]:
        pupil = Pupil.objects.get(pk=shown["id"])
        secret, card = secret_of(pupil), card_token_of(pupil)
        token = opened(stretched(secret, shown), shown["seal"])
        assert opened(hashlib.sha256(f"seal/{card}".encode()).digest(), shown["card_seal"]) == token
        assert shown["card"] == hashlib.sha256(card.encode()).hexdigest()
        with pytest.raises(InvalidTag):
            opened(stretched(secret[::-1], shown), shown["seal"])
        for private in (token, card, *([secret[0]] if secret[0] not in str(roster["pupils"][0]["animal"]) else [])):
            assert private not in str(shown)
        assert Caller(pupil, token=token).get("missions").status_code == 200


def test_the_teachers_eight_digits_can_be_checked_without_network(classroom):
    tablet = join(classroom)
    check = tablet.get("tablet/roster").json()["rescue"]
    code = rescue_code(Tablet.objects.get().pk)
    assert len(code) == 8 and code.isdecimal()
    assert base64.b64encode(stretched([code], check)).decode() == check["hash"]
    assert len(base64.b64decode(check["key"])) == 65


def test_what_did_not_change_is_not_sent_again(classroom):
    tablet = join(classroom)
    for path in ("tablet/roster", "tablet/missions"):
        first = tablet.get(path)
        again = tablet.get(path, **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    before = tablet.get("tablet/roster")["ETag"]
    PupilFactory(classroom=classroom)
    assert tablet.get("tablet/roster", **{"If-None-Match": before}).status_code == 200


def test_the_missions_tell_who_does_what_and_nobodys_answers(classroom):
    team = TeamFactory(classroom=classroom)
    mate = PupilFactory(classroom=classroom, team=team)
    alone = AssignmentFactory(pupil=classroom.pupils.first(), investigation__classroom=classroom)
    together = AssignmentFactory(pupil=None, team=team, investigation__classroom=classroom)
    AssignmentFactory()
    report = uuid.uuid4()
    words = {q["id"]: "Canari" for q in alone.questions if q["kind"] == "short_text"}
    tablet_of(alone).save(report, uuid.uuid4(), content_for(alone, answers=words))
    answer = join(classroom).get("tablet/missions")
    missions = {mission["id"]: mission for mission in answer.json()["missions"]}
    assert missions.keys() == {str(alone.pk), str(together.pk)}
    assert missions[str(together.pk)]["pupils"] == [str(mate.pk)]
    assert missions[str(alone.pk)]["report_id"] == str(report)
    assert missions[str(together.pk)]["report_id"] == str(uuid.uuid5(together.pk, "report"))
    assert "Canari" not in answer.content.decode()


def test_more_pupils_and_missions_cost_no_more_queries(classroom, django_assert_num_queries):
    tablet = join(classroom)
    for count in (1, 5):
        while Investigation.objects.filter(assignments__pupil__classroom=classroom).count() < count:
            AssignmentFactory(pupil=PupilFactory(classroom=classroom), investigation__classroom=classroom)
        with django_assert_num_queries(2):
            tablet.get("tablet/roster")
        with django_assert_num_queries(3):
            tablet.get("tablet/missions")


def test_a_tablet_says_how_it_stands_and_leaves(classroom):
    tablet = join(classroom)
    assert tablet.put("tablet/status", STATUS).json()["revoked"] is False
    row = Tablet.objects.get()
    assert (row.unsent_reports, row.unsent_photos, row.free_bytes, row.version) == (2, 5, 10**9, "abc")
    assert row.ready == READY
    assert tablet.put("tablet/status", {**STATUS, "unsent_photos": -1}).status_code == 422
    assert tablet.post("tablet/leave").status_code == 204
    assert Tablet.objects.get().left_at is not None
    assert tablet.get("tablet/roster").json()["code"] == "signed_out"


def test_a_tablets_own_token_opens_no_pupils_notebook_and_a_pupils_no_roster(classroom):
    tablet = join(classroom)
    assert tablet.get("missions").status_code == 401
    assert Caller(classroom.pupils.first()).sign_in().get("tablet/roster").status_code == 401


def test_a_revoked_tablet_sends_what_it_holds_and_nothing_else():
    assignment = AssignmentFactory()
    caller = tablet_of(assignment)
    revoke_tablet(tablet=Tablet.objects.get(), user=assignment.investigation.classroom.owner)
    report = uuid.uuid4()
    photo = caller.send_photo(pictures.encoded(pictures.photograph("coffee", (80, 60))), assignment, report=report)
    assert photo.status_code == 201
    assert caller.save(report, uuid.uuid4(), content_for(assignment)).status_code == 201
    for answer in (caller.get("missions"), caller.get(f"photos/{photo.json()['photo']}/thumbnail")):
        assert (answer.status_code, answer.json()["code"]) == (401, "revoked")
    caller.token = caller.own_token
    assert caller.get("tablet/roster").json()["code"] == "revoked"
    assert caller.put("tablet/status", STATUS).json()["revoked"] is True


def test_what_an_erased_pupil_left_on_a_tablet_is_refused_for_good():
    assignment = AssignmentFactory()
    caller = tablet_of(assignment)
    assignment.delete()
    Pupil.objects.get(pk=caller.pupil.pk).delete()
    answer = caller.save(uuid.uuid4(), uuid.uuid4(), {})
    assert (answer.status_code, answer.json()["code"]) == (410, "erased")


def test_a_tablet_that_left_and_a_made_up_token_are_nobody(classroom):
    caller = Caller(classroom.pupils.first()).sign_in()
    head, pupil, proof = caller.token.split(".")
    for token in (f"{head}.{uuid.uuid4().hex}.{proof}", f"{head}.{pupil}.{'A' * 43}", "x.y.z", "é"):
        assert Caller(None, token=token).get("missions").json()["code"] == "signed_out"
    Tablet.objects.update(left_at=timezone.now())
    assert caller.get("missions").json()["code"] == "signed_out"
