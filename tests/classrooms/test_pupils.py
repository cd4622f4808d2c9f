import pytest

from classrooms.cards import card_digest_of, secret_of
from classrooms.models import Pupil
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.screens import at, said, signed_in, text_of
from tests.investigations.factories import ReportFactory

pytestmark = pytest.mark.django_db


def test_one_pupil_is_added_and_known_again_in_a_later_list():
    classroom = ClassroomFactory()
    teacher = signed_in(classroom.owner)
    response = teacher.post(at("add_pupil", classroom.pk), {"first_name": "léa", "surname": "DUPONT"})
    assert response.url == at("page", classroom.pk)
    assert classroom.pupils.get().public_name == "Léa"
    response = teacher.post(at("import", classroom.pk), {"text": "Nom;Prénom\nDupont;Léa"})
    assert response.context["rows"][0].status == "known"
    response = teacher.post(at("add_pupil", classroom.pk), {"first_name": "Léa", "surname": "Dupont"})
    assert "déjà dans la classe" in text_of(response)


def test_a_pupil_whose_first_name_is_taken_needs_a_public_name():
    classroom = ClassroomFactory()
    PupilFactory(classroom=classroom, public_name="Léa")
    teacher = signed_in(classroom.owner)
    response = teacher.post(at("add_pupil", classroom.pk), {"first_name": "Léa", "surname": "Dupont"})
    assert 'value="Léa D."' in text_of(response)
    assert classroom.pupils.count() == 1
    data = {"first_name": "Léa", "surname": "Dupont", "public_name": "Léa du 3e"}
    teacher.post(at("add_pupil", classroom.pk), data)
    assert classroom.pupils.filter(public_name="Léa du 3e").exists()


def test_a_pupil_is_renamed_unless_the_name_is_taken():
    classroom = ClassroomFactory(levels=["CM1", "CM2"])
    pupil, _ = (
        PupilFactory(classroom=classroom, public_name="Tom"),
        PupilFactory(classroom=classroom, public_name="Léa"),
    )
    teacher, url = signed_in(classroom.owner), at("pupil", classroom.pk, pupil.pk)
    assert "déjà dans la classe" in text_of(teacher.post(url, {"public_name": "léa", "level": "CM2"}))
    teacher.post(url, {"public_name": "Capitaine Crabe", "level": "CM1"})
    pupil.refresh_from_db()
    assert (pupil.public_name, pupil.level) == ("Capitaine Crabe", "CM1")


def test_a_pupil_leaves_after_a_question():
    pupil = PupilFactory()
    teacher = signed_in(pupil.classroom.owner)
    url = at("remove_pupil", pupil.classroom.pk, pupil.pk)
    teacher.get(url)
    assert Pupil.objects.exists()
    teacher.post(url)
    assert not Pupil.objects.exists()


def test_a_renewed_card_kills_the_old_one_with_its_pictures():
    pupil = PupilFactory()
    old_digest, old_secret = pupil.card_digest, secret_of(pupil)
    teacher = signed_in(pupil.classroom.owner)
    teacher.get(at("renew_card", pupil.classroom.pk, pupil.pk))
    pupil.refresh_from_db()
    assert pupil.card_digest == old_digest

    teacher.post(at("renew_card", pupil.classroom.pk, pupil.pk))
    pupil.refresh_from_db()
    assert pupil.card_digest == card_digest_of(pupil) != old_digest
    assert secret_of(pupil) != old_secret


def test_a_pupil_who_sent_something_stays():
    report = ReportFactory()
    pupil = report.head.pupil
    teacher = signed_in(pupil.classroom.owner)
    response = teacher.post(at("remove_pupil", pupil.classroom.pk, pupil.pk))
    assert "reste dans la classe" in said(response)
    assert "« Effacer tout ce qui vient de cet élève »" in said(response)
    assert response.url == at("pupil", pupil.classroom.pk, pupil.pk)
    assert at("erase_pupil", pupil.classroom.pk, pupil.pk) in text_of(teacher.get(response.url))
    assert Pupil.objects.filter(pk=pupil.pk).exists()
