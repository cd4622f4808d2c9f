"""A teacher reviews what came in: one queue, one screen a report."""

import re

import pytest
from django.urls import reverse

from investigations.models import CannedRemark, Photo, Report, ReportVersion
from tests.classrooms.factories import UserFactory
from tests.investigations.factories import AssignmentFactory, InvestigationFactory, PhotoFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return ReportFactory(submitted=True)


@pytest.fixture
def teacher(client, report):
    owner = report.assignment.investigation.classroom.owner
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    return owner


def page(client, report, **params):
    response = client.get(reverse("review:report", args=[report.pk]), params)
    assert response.status_code == 200
    return response.content.decode()


def decide(client, report, decision, **fields):
    data = {"decision": decision, "version": str(report.head_id), **fields}
    response = client.post(reverse("review:decide", args=[report.pk]), data, follow=True)
    report.refresh_from_db()
    return response.content.decode()


def test_the_queue_shows_own_reports_oldest_first_and_no_other(client, teacher, report):
    younger = ReportFactory(submitted=True, assignment=AssignmentFactory(investigation=report.assignment.investigation))
    foreign = ReportFactory(submitted=True)
    text = client.get(reverse("review:queue")).content.decode()
    assert text.index(str(report.pk)) < text.index(str(younger.pk))
    assert str(foreign.pk) not in text


def test_an_empty_queue_says_what_will_come(client, teacher, report):
    decide(client, report, "accept")
    assert "Rien ne vous attend" in client.get(reverse("review:queue")).content.decode()


def test_answers_stand_beside_their_questions(client, teacher, report):
    text = page(client, report).replace("\u202f", " ")
    for question in report.assignment.questions:
        assert question["label"] in text


def test_accepting_goes_on_to_the_next_report_and_can_be_undone(client, teacher, report):
    other = ReportFactory(submitted=True, assignment=AssignmentFactory(investigation=report.assignment.investigation))
    response = client.post(
        reverse("review:decide", args=[report.pk]), {"decision": "accept", "version": str(report.head_id)}
    )
    assert response["Location"] == reverse("review:report", args=[other.pk])
    report.refresh_from_db()
    assert report.state == Report.State.ACCEPTED
    client.post(reverse("review:resume", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == Report.State.SUBMITTED


def test_what_was_decided_leads_back_to_the_report_in_words(client, teacher, report):
    address = reverse("review:report", args=[report.pk])
    assert re.search(rf'<a href="{address}"[^>]*>\s*Revenir à ce reportage\s*</a>', decide(client, report, "accept"))


def test_returning_without_a_remark_is_refused(client, teacher, report):
    assert "au moins une remarque" in decide(client, report, "return")
    assert report.state == Report.State.SUBMITTED


def test_returning_keeps_each_remark_beside_its_question(client, teacher, report):
    question = report.assignment.questions[1]["id"]
    decide(client, report, "return", **{f"remark-{question}": "Peux-tu en dire plus ?", "remark-": "Bravo."})
    assert report.state == Report.State.RETURNED
    assert dict(report.remarks.values_list("question_id", "text")) == {question: "Peux-tu en dire plus ?", "": "Bravo."}


@pytest.mark.parametrize("decision", ["accept", "set_aside"])
def test_a_remark_that_no_pupil_would_read_is_not_thrown_away(client, teacher, report, decision):
    text = decide(client, report, decision, **{"remark-": "Une remarque à ne pas perdre"})
    assert report.state == Report.State.SUBMITTED
    assert "effacez-les" in text
    assert "Une remarque à ne pas perdre" in text


def test_remarks_already_typed_survive_a_refusal(client, teacher, report):
    old = report.head_id
    newer = ReportVersion.objects.get(pk=old)
    newer.pk = "00000000-0000-4000-8000-000000000001"
    newer.save()
    Report.objects.filter(pk=report.pk).update(head=newer)
    text = decide(client, report, "return", **{"version": str(old), "remark-": "Une remarque à ne pas perdre"})
    assert "Une nouvelle version est arrivée" in text
    assert "Une remarque à ne pas perdre" in text
    assert not report.remarks.exists()


def test_a_corrected_report_shows_what_changed(client, teacher, report):
    question = report.assignment.questions[1]["id"]
    first = report.head
    second = ReportVersion.objects.get(pk=first.pk)
    second.pk, second.parent_id = "00000000-0000-4000-8000-000000000002", first.pk
    second.answers = {**first.answers, question: "On plante des tomates."}
    second.save()
    Report.objects.filter(pk=report.pk).update(head=second)
    text = page(client, report)
    assert "Ce qui a changé" in text
    assert "tomates" in text
    assert "deletion" in text


def test_an_answer_can_be_set_aside_alone_and_taken_back(client, teacher, report):
    question = report.assignment.questions[0]["id"]
    address = reverse("review:answer", args=[report.pk])
    client.post(address, {"question": question, "verdict": "set_aside"})
    assert report.verdicts.get().verdict == "set_aside"
    client.post(address, {"question": question, "verdict": "accepted"})
    assert report.verdicts.get().verdict == "accepted"


def test_a_photo_is_cleared_only_with_the_word_of_a_person(client, teacher, report):
    photo = PhotoFactory(report=report)
    address = reverse("review:photo", args=[report.pk, photo.pk])
    text = client.post(address, follow=True).content.decode()
    photo.refresh_from_db()
    assert photo.state == Photo.State.RECEIVED
    assert "personne n’est reconnaissable" in text
    client.post(address, {"nobody": "1"})
    photo.refresh_from_db()
    assert (photo.state, photo.reviewed_by) == (Photo.State.CLEARED, teacher)
    client.post(address, {"withhold": "1"})
    photo.refresh_from_db()
    assert photo.state == Photo.State.WITHHELD


def test_a_photo_comes_privately_and_to_its_own_teachers_only(client, teacher, report):
    address = reverse("review:photo_file", args=[PhotoFactory(report=report).pk, "clean"])
    response = client.get(address)
    assert response["Content-Type"] == "image/jpeg"
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
    client.force_login(UserFactory(teacher=True), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_received_bytes_with_their_metadata_have_no_address(client, teacher, report):
    photo = PhotoFactory(report=report)
    for name in ["received", "original", "state"]:
        assert client.get(reverse("review:photo_file", args=[photo.pk, name])).status_code == 404


def test_a_teacher_keeps_their_own_canned_remarks(client, teacher, report):
    address = reverse("review:canned", args=[report.pk])
    client.post(address, {"text": "Écris plus gros."})
    remark = CannedRemark.objects.get(owner=teacher)
    assert "Écris plus gros." in page(client, report)
    client.post(address, {"remove": remark.pk})
    assert not CannedRemark.objects.filter(owner=teacher).exists()


def test_a_shipped_remark_cannot_be_removed_by_a_teacher(client, teacher, report):
    shipped = CannedRemark.objects.filter(owner=None).first()
    assert client.post(reverse("review:canned", args=[report.pk]), {"remove": shipped.pk}).status_code == 404


@pytest.mark.parametrize("role", ["teacher", "editor"])
@pytest.mark.parametrize("name", ["report", "decide", "resume", "answer", "canned"])
def test_a_foreign_report_is_not_there(client, report, role, name):
    client.force_login(UserFactory(**{role: True}), backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse(f"review:{name}", args=[report.pk])
    assert client.get(address).status_code in {404, 405}
    assert client.post(address, {"decision": "accept"}).status_code in {404, 405}
    report.refresh_from_db()
    assert report.state == Report.State.SUBMITTED


def test_the_queue_costs_the_same_for_one_report_and_for_twenty(client, teacher, report, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        client.get(reverse("review:queue"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("review:queue"))
        return len(queries)

    one = cost()
    investigation = InvestigationFactory(classroom=report.assignment.investigation.classroom, opened=True)
    ReportFactory.create_batch(20, submitted=True, assignment=AssignmentFactory(investigation=investigation))
    assert cost() == one
