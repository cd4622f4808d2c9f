"""A class's tablets on one page: ready before leaving, what they hold on return."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from classrooms.actions.join_tablet import join_with_code
from classrooms.actions.open_door import open_door
from classrooms.models import Tablet
from classrooms.tablet_keys import rescue_code
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.screens import at, signed_in, text_of
from tests.investigations.factories import AssignmentFactory, InvestigationFactory, ReportFactory

pytestmark = pytest.mark.django_db
READY = dict.fromkeys(["shell", "roster", "missions", "storage"], True)


@pytest.fixture
def classroom():
    classroom = ClassroomFactory(name="CM1 des Lilas")
    open_door(classroom=classroom, user=classroom.owner, minutes=60)
    return classroom


def board_of(classroom) -> str:
    return reverse("outing:tablets", args=[classroom.pk])


def join(classroom, **said) -> Tablet:
    joined = join_with_code(code=classroom.code, address="127.0.0.1")
    Tablet.objects.filter(pk=joined.tablet.pk).update(**said)
    return Tablet.objects.get(pk=joined.tablet.pk)


def test_without_a_tablet_it_says_how_one_joins(classroom):
    page = text_of(signed_in(classroom.owner).get(board_of(classroom)))
    assert "Aucune tablette n’est encore dans la classe" in page
    assert classroom.code in page


def test_each_tablet_shows_whether_it_is_ready_and_what_it_holds(classroom):
    ready = join(classroom, ready=READY, free_bytes=3 * 1024**3, version="0123456789abcdef")
    join(classroom, ready=READY | {"storage": False}, unsent_reports=1, unsent_photos=3)
    page = text_of(signed_in(classroom.owner).get(board_of(classroom)))
    assert "1 tablette prête à partir sur 2" in page
    assert "Garde encore 1 reportage et 3 photos" in page
    assert "3,0 Gio libres" in page or "3,0 Go libres" in page
    assert "version 01234567" in page
    assert page.count("Installez le carnet sur l’écran d’accueil") == 1
    assert rescue_code(ready.pk)[:4] in page


def test_on_return_it_says_how_many_reports_are_home_and_who_holds_the_rest(classroom):
    investigation = InvestigationFactory(classroom=classroom, opened=True)
    home, *_others = (
        AssignmentFactory(investigation=investigation, pupil=PupilFactory(classroom=classroom)) for _ in range(3)
    )
    ReportFactory(assignment=home, submitted=True)
    AssignmentFactory()
    page = text_of(signed_in(classroom.owner).get(board_of(classroom)))
    assert "1 reportage sur 3 est à l’école." in page
    for _ in range(5):
        join(classroom, unsent_reports=1)
    page = text_of(signed_in(classroom.owner).get(board_of(classroom) + "?live"))
    assert "1 reportage sur 3 est à l’école ; la tablette" in page
    assert "et 2 autres." in page
    assert "<html" not in page


def test_a_report_that_was_begun_and_not_given_is_not_home(classroom):
    assignment = AssignmentFactory(
        investigation=InvestigationFactory(classroom=classroom, opened=True), pupil=PupilFactory(classroom=classroom)
    )
    ReportFactory(assignment=assignment)
    assert "Le seul reportage attendu n’est pas encore à l’école." in text_of(
        signed_in(classroom.owner).get(board_of(classroom))
    )


def test_a_tablet_is_taken_out_after_a_question_and_once(classroom):
    tablet, teacher = join(classroom), signed_in(classroom.owner)
    url = reverse("outing:revoke_tablet", args=[classroom.pk, tablet.pk])
    assert "Elle pourra encore envoyer ce qu’elle garde" in text_of(teacher.get(url))
    assert Tablet.objects.get().revoked_at is None
    for _ in range(2):
        assert teacher.post(url).url == board_of(classroom)
    assert Tablet.objects.get().revoked_at is not None
    assert ModelLogEntry.objects.filter(action="classrooms.revoke_tablet").count() == 1
    page = text_of(teacher.get(board_of(classroom)))
    assert "retirée" in page
    assert url not in page


def test_tablets_that_left_are_named_apart(classroom):
    tablet = join(classroom, left_at=timezone.now() - timedelta(days=1))
    teacher = signed_in(classroom.owner)
    assert "1 tablette a quitté la classe" in text_of(teacher.get(board_of(classroom)))
    assert teacher.get(reverse("outing:revoke_tablet", args=[classroom.pk, tablet.pk])).status_code == 404


def test_tablets_of_another_class_are_nowhere(classroom):
    mine = ClassroomFactory()
    tablet, teacher = join(classroom), signed_in(mine.owner)
    for url in (
        board_of(classroom),
        reverse("outing:revoke_tablet", args=[classroom.pk, tablet.pk]),
        reverse("outing:revoke_tablet", args=[mine.pk, tablet.pk]),
    ):
        assert teacher.get(url).status_code == 404
        assert teacher.post(url).status_code == 404
    assert Tablet.objects.get().revoked_at is None


def test_eight_tablets_cost_no_more_than_one(classroom, django_assert_num_queries):
    teacher = signed_in(classroom.owner)
    join(classroom)
    for url in (board_of(classroom), at("page", classroom.pk)):
        teacher.get(url)
        with CaptureQueriesContext(connection) as few:
            teacher.get(url)
        for _ in range(4):
            join(classroom, unsent_photos=2)
        with django_assert_num_queries(len(few)):
            teacher.get(url)


def test_the_page_of_the_class_leads_there_and_says_what_is_still_out(classroom):
    teacher = signed_in(classroom.owner)
    page = text_of(teacher.get(at("page", classroom.pk)))
    assert "Préparer les tablettes" in page
    join(classroom, unsent_photos=2)
    page = text_of(teacher.get(at("page", classroom.pk)))
    assert board_of(classroom) in page
    assert "1 tablette garde encore du travail à envoyer." in page
