import io

import pypdf
import pytest
import zxingcpp
from django.conf import settings
from wagtail.models import ModelLogEntry

from classrooms.card_printing import card_address
from classrooms.models import Pupil
from classrooms.roster.pictures import card_digest
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.screens import at, said, signed_in
from tests.workshop.printing.raster import rasterised

pytestmark = pytest.mark.django_db


def class_of(*names):
    classroom = ClassroomFactory(name="CM2 A")
    for name in names:
        PupilFactory(classroom=classroom, public_name=name)
    return classroom, signed_in(classroom.owner)


def text_in(document):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages)


def test_the_class_is_printed_and_each_code_opens_one_pupils_notebook():
    classroom, teacher = class_of("Léa", "Tom", "Kanza")
    response = teacher.post(at("print_cards", classroom.pk), {"all": "1"})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="cartes-cm2-a.pdf"'
    assert "no-store" in response["Cache-Control"]

    (page,) = rasterised(response.content)
    codes = {code.text for code in zxingcpp.read_barcodes(page)}
    assert codes == {card_address(pupil) for pupil in classroom.pupils.all()}
    digests = set()
    for code in codes:
        address, token = code.split("#")
        assert address == f"{settings.BASE_URL}/carnet/"
        digests.add(card_digest(token))
    assert digests == set(Pupil.objects.values_list("card_digest", flat=True))
    words = text_in(response.content)
    assert "Léa" in words
    assert classroom.code in words.replace(" ", "")


def test_printing_again_gives_the_same_cards():
    classroom, teacher = class_of("Léa", "Tom")
    first = teacher.post(at("print_cards", classroom.pk), {"all": "1"}).content
    assert teacher.post(at("print_cards", classroom.pk), {"all": "1"}).content == first


def test_only_new_and_renewed_cards_are_printed_when_asked():
    classroom, teacher = class_of("Léa")
    teacher.post(at("print_cards", classroom.pk), {"unprinted": "1"})
    assert "Cochez" in said(teacher.post(at("print_cards", classroom.pk), {"unprinted": "1"}))
    PupilFactory(classroom=classroom, public_name="Nouvelle")
    words = text_in(teacher.post(at("print_cards", classroom.pk), {"unprinted": "1"}).content)
    assert "Nouvelle" in words
    assert "Léa" not in words

    lea = classroom.pupils.get(public_name="Léa")
    teacher.post(at("renew_card", classroom.pk, lea.pk))
    assert "Léa" in text_in(teacher.post(at("print_cards", classroom.pk), {"unprinted": "1"}).content)


def test_one_pupils_card_is_printed_and_no_stranger_s():
    classroom, teacher = class_of("Léa", "Tom")
    stranger = PupilFactory(public_name="Ailleurs")
    chosen = [str(classroom.pupils.get(public_name="Tom").pk), str(stranger.pk)]
    words = text_in(teacher.post(at("print_cards", classroom.pk), {"pupil": chosen}).content)
    assert "Tom" in words
    assert "Léa" not in words
    assert "Ailleurs" not in words


def test_printing_is_in_the_history_without_names():
    classroom, teacher = class_of("Léa")
    teacher.post(at("print_cards", classroom.pk), {"all": "1"})
    entry = ModelLogEntry.objects.get(action="classrooms.print_cards")
    assert (entry.user, entry.data) == (teacher.user, {"cards": 1})
    assert "Cartes imprimées" in teacher.get(at("history", classroom.pk)).content.decode()
