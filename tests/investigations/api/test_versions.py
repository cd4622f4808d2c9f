"""A version is a row that never changes; what may be written, by whom, and when."""

import json
import uuid

import pytest
from wagtail.models import ModelLogEntry

from investigations.models import Investigation, Report, ReportVersion
from tests.classrooms.factories import PupilFactory, TeamFactory
from tests.investigations.api.tablet import Tablet, content_for, photo_entry, tablet_of
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return AssignmentFactory()


@pytest.fixture
def tablet(assignment):
    return tablet_of(assignment)


@pytest.fixture
def report():
    return uuid.uuid4()


def question_of(assignment, kind):
    return next(q["id"] for q in assignment.questions if q["kind"] == kind)


def test_the_same_version_twice_is_one_row_and_one_receipt(tablet, assignment, report):
    version, content = uuid.uuid4(), content_for(assignment)
    first, second = (tablet.save(report, version, content) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json().keys() == second.json().keys()
    assert {**first.json(), "server_time": ""} == {**second.json(), "server_time": ""}
    assert ReportVersion.objects.count() == 1


def test_the_same_content_in_another_order_of_keys_is_the_same(tablet, assignment, report):
    version, content = uuid.uuid4(), content_for(assignment)
    tablet.save(report, version, content)
    turned = json.dumps(dict(reversed(content.items())), indent=1, ensure_ascii=True).encode()
    assert tablet.put(f"reports/{report}/versions/{version}", turned).status_code == 200


@pytest.mark.parametrize(
    "change", [{"answers": {}}, {"submit": True}, {"device": "autre"}, {"parent": str(uuid.uuid4())}]
)
def test_another_content_under_the_same_id_is_refused_and_nothing_overwritten(tablet, assignment, report, change):
    version, content = uuid.uuid4(), content_for(assignment)
    tablet.save(report, version, content)
    before = ReportVersion.objects.values().get()
    answer = tablet.save(report, version, {**content, **change})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert ReportVersion.objects.values().get() == before


def test_two_writings_of_one_report_come_together_and_the_receipt_says_so(tablet, assignment, report):
    first, second, third = (uuid.uuid4() for _ in range(3))
    (one, other, *_) = [q["id"] for q in assignment.questions if q["kind"] in {"short_text", "long_text"}]
    start = content_for(assignment)["answers"] | {one: "Un jardin", other: "Des fleurs"}
    tablet.save(report, first, content_for(assignment, answers=start))
    mine = {**start, one: "Un jardin partagé", other: "Des roses"}
    tablet.save(report, second, content_for(assignment, parent=str(first), answers=mine))
    theirs = {**start, other: "Des tomates"}
    sent = content_for(assignment, parent=str(first), answers=theirs)
    receipt = tablet.save(report, third, sent).json()
    head = Report.objects.get().head
    assert (receipt["head"], receipt["merged"], receipt["state"]) == (str(head.pk), True, "draft")
    assert (head.answers[one], head.answers[other]) == ("Un jardin partagé", "Des tomates")
    assert head.others == {other: ["Des roses"]}
    assert (head.parent_id, head.merges) == (second, third)
    assert tablet.save(report, third, sent).json()["head"] == str(head.pk)
    assert ReportVersion.objects.count() == 4
    chosen = content_for(assignment, parent=str(head.pk), answers={**head.answers, other: "Des roses"})
    assert tablet.save(report, uuid.uuid4(), chosen).json()["merged"] is False
    assert Report.objects.get().head.others == {}


def test_a_late_photo_of_a_team_mate_is_never_merged_away(tablet, assignment, report):
    first, second = uuid.uuid4(), uuid.uuid4()
    shots = [photo_entry(assignment, uuid.uuid4(), caption) for caption in ("La porte", "Le banc")]
    tablet.save(report, first, content_for(assignment, photos=shots[:1]))
    tablet.save(report, second, content_for(assignment, photos=shots[1:]))
    assert [entry["caption"] for entry in Report.objects.get().head.photos] == ["La porte", "Le banc"]


def test_a_version_that_comes_after_its_child_does_not_replace_it(tablet, assignment, report):
    older, newer = uuid.uuid4(), uuid.uuid4()
    tablet.save(report, newer, content_for(assignment, parent=str(older)))
    Report.objects.update(state=Report.State.SUBMITTED)
    assert tablet.save(report, older, content_for(assignment, answers={})).status_code == 201
    assert Report.objects.get().head_id == newer


def test_what_a_team_mate_wrote_offline_still_comes_to_a_report_that_waits_for_review(tablet, assignment, report):
    first = uuid.uuid4()
    (one, *_) = [q["id"] for q in assignment.questions if q["kind"] == "short_text"]
    tablet.save(report, first, content_for(assignment))
    Report.objects.update(state="submitted")
    late = content_for(assignment, answers={one: "Trouvé sur place"})
    receipt = tablet.save(report, uuid.uuid4(), late).json()
    head = Report.objects.get().head
    assert (receipt["state"], receipt["merged"]) == ("submitted", True)
    assert "Trouvé sur place" in [head.answers[one], *head.others.get(one, [])]


@pytest.mark.parametrize("state", ["accepted", "set_aside"])
def test_what_comes_after_the_decision_is_stored_and_changes_nothing_that_was_read(tablet, assignment, report, state):
    version, late, content = uuid.uuid4(), uuid.uuid4(), content_for(assignment)
    tablet.save(report, version, content)
    Report.objects.update(state=state)
    answer = tablet.save(report, late, {**content, "parent": str(version), "answers": {}})
    assert (answer.status_code, answer.json()["state"]) == (201, state)
    assert Report.objects.get().head_id == version
    assert ReportVersion.objects.filter(pk=late).exists()
    assert tablet.save(report, version, content).json()["state"] == state


def test_a_closed_investigation_takes_no_more_versions(tablet, assignment, report):
    Investigation.objects.update(state=Investigation.State.CLOSED)
    assert tablet.save(report, uuid.uuid4(), content_for(assignment)).json()["code"] == "not_yours_now"
    assert not Report.objects.exists()


def test_a_mission_of_another_is_not_found(assignment, report):
    classmate = Tablet(PupilFactory(classroom=assignment.investigation.classroom)).sign_in()
    stranger = tablet_of(AssignmentFactory())
    for tablet in (classmate, stranger):
        answer = tablet.save(report, uuid.uuid4(), content_for(assignment))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert not Report.objects.exists()


def test_the_ids_of_anothers_report_are_taken_and_nothing_is_told(tablet, assignment, report):
    version, content = uuid.uuid4(), content_for(assignment)
    tablet.save(report, version, content)
    other = AssignmentFactory()
    for ids in [(report, uuid.uuid4()), (uuid.uuid4(), version), (report, version)]:
        answer = tablet_of(other).save(*ids, content_for(other))
        assert (answer.status_code, set(answer.json())) == (409, {"code", "detail"})
    assert Report.objects.get().assignment == assignment


def test_a_team_writes_one_report_from_two_tablets(report):
    team = TeamFactory()
    pupils = [PupilFactory(classroom=team.classroom, team=team) for _ in range(2)]
    assignment = AssignmentFactory(investigation__classroom=team.classroom, pupil=None, team=team)
    for pupil in pupils:
        assert Tablet(pupil).sign_in().save(report, uuid.uuid4(), content_for(assignment)).status_code == 201
    assert set(ReportVersion.objects.values_list("pupil", flat=True)) == {pupil.pk for pupil in pupils}


def test_sending_needs_the_required_answers_and_photos_but_a_draft_needs_nothing(tablet, assignment, report):
    required = [q["id"] for q in assignment.questions if q["required"] or q["kind"] == "photos"]
    content = content_for(assignment, answers={required[0]: "   "}, submit=True)
    answer = tablet.save(report, uuid.uuid4(), content)
    assert (answer.status_code, answer.json()["code"]) == (422, "incomplete")
    assert answer.json()["questions"] == required
    assert not Report.objects.exists()
    assert tablet.save(report, uuid.uuid4(), {**content, "submit": False}).status_code == 201


def test_too_many_photos_are_not_sent(tablet, assignment, report):
    photos = [photo_entry(assignment, uuid.uuid4()) for _ in range(5)]
    answer = tablet.save(report, uuid.uuid4(), content_for(assignment, photos=photos, submit=True))
    assert answer.json()["questions"] == [question_of(assignment, "photos")]


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("short_text", "x" * 301), ("long_text", "x" * 5001), ("short_text", 3), ("long_text", ["a"]), ("photos", "x")],
)
def test_an_answer_of_the_wrong_kind_is_refused_with_its_question(tablet, assignment, report, kind, answer):
    question = question_of(assignment, kind)
    refused = tablet.save(report, uuid.uuid4(), content_for(assignment, answers={question: answer}))
    assert (refused.status_code, refused.json()["code"], list(refused.json()["fields"])) == (422, "invalid", [question])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"answers": {"unknown": "x"}}, "unknown"),
        ({"answers": {"x": {"a": 1}}}, "answers.x"),
        ({"answers": []}, "answers"),
        ({"assignment": "x"}, "assignment"),
        ({"device_time": "hier"}, "device_time"),
        ({"device_time": "0001-01-01T00:00:00+14:00"}, "device_time"),
        ({"photos": [{"id": "x", "question": "y"}]}, "photos.0.id"),
        ({"photos": [{"id": str(uuid.uuid4()), "question": "y"}]}, "y"),
        ({"device": "x" * 65}, "device"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(tablet, assignment, report, change, field):
    answer = tablet.save(report, uuid.uuid4(), content_for(assignment, **change))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert field in answer.json()["fields"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe{}", b'{"a": NaN}', b"[" * 100_000, b'{"a": "\\u0000"}', b'{"a": "\\ud800"}',
        b'{"a": 1' + b"0" * 5000 + b"}",
    ],
    ids=["empty", "cut", "not utf-8", "nan", "deep", "nul", "half a letter", "endless number"],
)  # fmt: skip
def test_json_that_cannot_be_kept_is_refused(tablet, report, body):
    answer = tablet.put(f"reports/{report}/versions/{uuid.uuid4()}", body)
    assert answer.status_code == (422 if body == b"" else 400), answer.content
    assert answer.json()["code"] in {"malformed", "invalid"}


def test_a_body_too_heavy_is_refused_unread(tablet, report):
    answer = tablet.put(f"reports/{report}/versions/{uuid.uuid4()}", b'"' + b"x" * 3_000_000 + b'"')
    assert (answer.status_code, answer.json()["code"]) == (413, "too_heavy")


def test_anything_but_json_is_refused(tablet, report):
    answer = tablet.put(f"reports/{report}/versions/{uuid.uuid4()}", b"a=1", "application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported")


def test_the_log_says_that_a_report_was_sent_and_by_which_version(tablet, assignment, report):
    Investigation.objects.update(
        frozen_questions=[q for q in assignment.investigation.questions if q["kind"] != "photos"]
    )
    version = uuid.uuid4()
    assignment.refresh_from_db()
    receipt = tablet.save(report, version, content_for(assignment, submit=True))
    assert receipt.json()["state"] == "submitted"
    entry = ModelLogEntry.objects.get(action="investigations.submit")
    assert entry.object_id == str(report)
    assert entry.data["version"] == str(version)


def test_a_refusal_speaks_the_language_of_the_request(tablet, report):
    french = tablet.get("nowhere")
    assert (french.status_code, french.json()["code"]) == (404, "not_found")
    assert "adresse" in french.json()["detail"]
    assert french["Content-Language"] == "fr"
    assert tablet.get("nowhere", **{"Accept-Language": "en"})["Content-Language"] == "en"
