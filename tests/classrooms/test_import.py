import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from classrooms.models import Pupil
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.roster.lists import PRIVATE, onde
from tests.classrooms.screens import at, said, signed_in, text_of

pytestmark = pytest.mark.django_db


def upload(data, name="onde.csv"):
    return {"file": SimpleUploadedFile(name, data, content_type="text/csv")}


def preview_of(teacher, classroom, data):
    return teacher.post(at("import", classroom.pk), {"text": data} if isinstance(data, str) else upload(data))


def confirm(teacher, classroom, response, **more):
    rows = response.context["rows"]
    names = {f"name-{row.place}": row.name for row in rows if row.creates}
    data = {"preview": response.context["preview"], **names, **more}
    return teacher.post(at("import_confirm", classroom.pk), data)


def names_of(classroom):
    return list(classroom.pupils.values_list("public_name", flat=True))


def class_of(**fields):
    classroom = ClassroomFactory(**fields)
    return classroom, signed_in(classroom.owner)


def test_a_pasted_list_becomes_pupils_once_it_is_confirmed():
    classroom, teacher = class_of()
    response = preview_of(teacher, classroom, "DUPONT Léa\nMARTIN Tom\nDURAND Léa\nKanza")
    assert not Pupil.objects.exists()
    assert "no-store" in response["Cache-Control"]
    assert [row.status for row in response.context["rows"]] == ["new"] * 4

    response = confirm(teacher, classroom, response)
    assert response.url == at("page", classroom.pk)
    assert "4 élèves ajoutés" in said(response)
    assert names_of(classroom) == ["Kanza", "Léa Dup.", "Léa Dur.", "Tom"]
    assert len({(p.animal, p.colour) for p in classroom.pupils.all()}) == 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_an_onde_file_is_read_and_only_what_is_needed_is_kept(encoding):
    classroom, teacher = class_of(name="CM2 A", levels=["CM1", "CM2"])
    response = preview_of(teacher, classroom, onde(encoding=encoding))
    shown = text_of(response)
    assert {row.name for row in response.context["rows"]} == {"Léa", "Jean-Baptiste", "Inès"}
    assert "Colonnes laissées de côté" in shown
    assert "INE" in shown
    for private in PRIVATE:
        assert private not in shown.split('name="table"')[0] or private in {"Oui", "FRANCE"}

    confirm(teacher, classroom, response)
    stored = json.dumps([list(map(str, row)) for row in Pupil.objects.values_list()])
    assert names_of(classroom) == ["Inès", "Jean-Baptiste", "Léa"]
    for private in (*PRIVATE, "DUPONT", "Dupont", "GALL", "Gall", "ANGELO"):
        # As a word: the digits of a digest may spell anything.
        assert not re.search(rf"\b{re.escape(private)}\b", stored)
    logged = json.dumps([entry.data for entry in ModelLogEntry.objects.all()])
    assert "Inès" not in logged


def test_a_list_with_another_level_changes_it_once_that_is_confirmed():
    classroom, teacher = class_of(levels=["CM1", "CM2"])
    listed = "Nom;Prénom;Niveau\nDUPONT;Léa;{}\nMARTIN;Tom;CM2\nDURAND;Ana;{}\n"
    confirm(teacher, classroom, preview_of(teacher, classroom, listed.format("CM1", "").encode()))

    response = preview_of(teacher, classroom, listed.format("CM2", "CM1").encode())
    remarks = {row.name: row.remark for row in response.context["rows"]}
    assert remarks == {"Léa": "niveau : CM1 → CM2", "Tom": "", "Ana": "niveau : CM1"}
    assert "Changer 2 niveaux" in text_of(response)
    assert classroom.pupils.get(public_name="Léa").level == "CM1"

    assert said(confirm(teacher, classroom, response)).strip() == "2 niveaux changés."
    assert dict(classroom.pupils.values_list("public_name", "level")) == {"Léa": "CM2", "Tom": "CM2", "Ana": "CM1"}
    assert "Rien n’a changé" in said(confirm(teacher, classroom, response))


def test_a_list_without_levels_leaves_them_alone():
    classroom, teacher = class_of(levels=["CM1", "CM2"])
    confirm(teacher, classroom, preview_of(teacher, classroom, "Nom;Prénom;Niveau\nDUPONT;Léa;CM1\n".encode()))
    response = preview_of(teacher, classroom, "DUPONT Léa")
    assert [row.remark for row in response.context["rows"]] == [""]
    confirm(teacher, classroom, response)
    assert classroom.pupils.get().level == "CM1"


def test_the_same_file_again_changes_nothing():
    classroom, teacher = class_of(name="CM2 A", levels=["CM1", "CM2"])
    confirm(teacher, classroom, preview_of(teacher, classroom, onde()))
    before = list(Pupil.objects.order_by("pk").values())

    response = preview_of(teacher, classroom, onde(encoding="cp1252"))
    assert {row.status for row in response.context["rows"]} == {"known"}
    assert "Rien n’a changé" in said(confirm(teacher, classroom, response))
    assert list(Pupil.objects.order_by("pk").values()) == before


def test_confirming_twice_adds_once():
    classroom, teacher = class_of()
    response = preview_of(teacher, classroom, "DUPONT Léa\nMARTIN Tom")
    confirm(teacher, classroom, response)
    confirm(teacher, classroom, response)
    assert names_of(classroom) == ["Léa", "Tom"]


def test_homonyms_are_not_merged_and_each_gets_a_name():
    classroom, teacher = class_of()
    response = preview_of(teacher, classroom, "MARTIN Tom\nMARTIN Tom")
    assert [row.status for row in response.context["rows"]] == ["homonym", "homonym"]
    confirm(teacher, classroom, response, **{"name-0": "Tom le grand", "name-1": "Tom du quai"})
    assert names_of(classroom) == ["Tom du quai", "Tom le grand"]
    again = preview_of(teacher, classroom, "MARTIN Tom\nMARTIN Tom")
    assert [row.status for row in again.context["rows"]] == ["known", "known"]


def test_two_equal_public_names_are_refused_beside_the_row_and_nothing_is_stored():
    classroom, teacher = class_of()
    PupilFactory(classroom=classroom, public_name="Léa")
    response = preview_of(teacher, classroom, "DUPONT Léa\nMARTIN Tom")
    assert "Ce prénom est déjà dans la classe" in text_of(response)
    response = confirm(teacher, classroom, response, **{"name-0": "  lea "})
    assert response.context["rows"][0].error
    assert response.context["rows"][0].name.strip() == "lea"
    assert names_of(classroom) == ["Léa"]

    confirm(teacher, classroom, response, **{"name-0": "Léa D."})
    assert names_of(classroom) == ["Léa", "Léa D.", "Tom"]


def test_a_wrong_row_says_line_column_and_reason_and_the_others_are_added():
    classroom, teacher = class_of(levels=["CM1", "CM2"])
    response = preview_of(teacher, classroom, "Nom;Prénom;Niveau\nDUPONT;Léa;CM2\nMARTIN;Tom;6e\nPETIT;;CM1\n")
    wrong = [row for row in response.context["rows"] if row.status == "wrong"]
    assert [(row.line, row.column) for row in wrong] == [(3, "Niveau"), (4, "Prénom")]
    assert "Ce niveau n’est pas dans la classe (CM1, CM2)" in text_of(response)
    words = said(confirm(teacher, classroom, response))
    assert "1 élève ajouté." in words
    assert "2 lignes restent à corriger" in words
    assert names_of(classroom) == ["Léa"]
    assert "étaient déjà là" not in said(confirm(teacher, classroom, response))


def test_pupils_missing_from_the_list_stay_unless_the_teacher_ticks_them():
    classroom, teacher = class_of()
    confirm(teacher, classroom, preview_of(teacher, classroom, "DUPONT Léa\nMARTIN Tom\nPETIT Ava"))
    response = preview_of(teacher, classroom, "DUPONT Léa")
    assert [pupil.public_name for pupil, leaves in response.context["missing"]] == ["Ava", "Tom"]
    confirm(teacher, classroom, response)
    assert names_of(classroom) == ["Ava", "Léa", "Tom"]

    leaver = classroom.pupils.get(public_name="Tom")
    confirm(teacher, classroom, response, **{f"leaves-{leaver.pk}": "on"})
    assert names_of(classroom) == ["Ava", "Léa"]


def test_the_teacher_maps_the_columns_of_an_unknown_file():
    classroom, teacher = class_of(levels=["CM2"])
    response = preview_of(teacher, classroom, b"alpha;beta;gamma\nDupont;Lea;x\nMartin;Tom;y\n")
    data = {"table": response.context["table"], "asked": "1", "headers": "on", "surname": "0", "first_name": "1"}
    response = teacher.post(at("import_columns", classroom.pk), data)
    assert [row.name for row in response.context["rows"]] == ["Lea", "Tom"]
    assert not Pupil.objects.exists()


def test_the_class_of_a_file_of_the_whole_school_is_chosen():
    classroom, teacher = class_of(name="Les grands", levels=["CM1", "CM2"])
    response = preview_of(teacher, classroom, onde())
    assert "plusieurs classes" in text_of(response)
    labels = [label for label, _ in response.context["columns"].fields["label"].choices]
    assert labels == ["", "CM2 A", "CM1 B"]
    columns = response.context["columns"].initial
    data = {"table": response.context["table"], "asked": "1", **columns, "label": "CM1 B"}
    response = teacher.post(at("import_columns", classroom.pk), data)
    assert [row.name for row in response.context["rows"]] == ["Léa"]


def test_lines_of_other_classes_are_left_out_and_said_to_be():
    classroom, teacher = class_of(name="CM2 A", levels=["CM1", "CM2"])
    assert "Autres classes du fichier, laissées de côté : CM1 B (1)." in text_of(preview_of(teacher, classroom, onde()))
    assert "Autres classes" not in text_of(preview_of(teacher, classroom, "DUPONT Léa"))


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "vide"), (b"PK\x03\x04rest", "CSV"), (b"%PDF-1.7 \x00", "CSV"), (b"a\n" * 600, "500 lignes"),
     (b"x" * 1_000_001, "trop lourd")],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_words(data, words):
    classroom, teacher = class_of()
    assert words in text_of(preview_of(teacher, classroom, data))


def test_the_confirmation_holds_no_surname_and_cannot_be_forged():
    classroom, teacher = class_of()
    response = preview_of(teacher, classroom, "DUPONT Léa")
    form = response.content.decode().split(at("import_confirm", classroom.pk))[1]
    assert not re.search("dupont", form, re.IGNORECASE)
    from django.core import signing

    sealed = signing.loads(response.context["preview"], salt="classrooms.roster.preview")
    assert "dupont" not in json.dumps(sealed).lower()
    for forged in ("", "x", response.context["preview"][:-2], response.context["table"]):
        assert "trop longtemps" in said(teacher.post(at("import_confirm", classroom.pk), {"preview": forged}))
    other = ClassroomFactory(owner=classroom.owner)
    assert "trop longtemps" in said(confirm(teacher, other, response))
    assert not Pupil.objects.exists()
