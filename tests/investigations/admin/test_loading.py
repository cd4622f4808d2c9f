"""A tablet that can't send gives a file; the teacher loads it, and everything is as if the tablet had sent it."""

from io import BytesIO

import pytest
from wagtail.models import ModelLogEntry

from classrooms.actions.change_tablet import revoke_tablet
from classrooms.models import Tablet
from investigations.models import Photo, Report, ReportVersion
from tests.classrooms.factories import ClassroomFactory
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.admin.rescued import Rescued, load
from tests.investigations.api.tablet import sha256
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rescued():
    """A pupil's photo, report and wish, none of which is at school."""
    return Rescued(AssignmentFactory())


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Photo, Report, ReportVersion)]


def test_a_photo_its_report_and_a_wish_arrive_under_their_own_ids(rescued):
    page = load(rescued.classroom, rescued.file())
    assert "Le fichier est chargé : 3 choses sont arrivées." in page
    assert page.count(f" · {rescued.pupil.public_name}") == page.count(">arrivé<") == 3
    photo = Photo.objects.get()
    assert (photo.pk, photo.report_id, photo.sha256) == (rescued.photo, rescued.report, sha256(rescued.picture))
    assert (photo.pupil, photo.device_time.year, photo.clock_skew) == (rescued.pupil, 2026, 12)
    assert list(photo.objectors.all()) == [rescued.pupil]
    assert photo.size == len(rescued.picture)
    report = Report.objects.get()
    assert (report.pk, report.head_id, report.state) == (rescued.report, rescued.version, Report.State.SUBMITTED)
    assert report.head.answers == rescued.content["answers"]


def test_who_loaded_it_is_in_the_log(rescued):
    load(rescued.classroom, rescued.file())
    entry = ModelLogEntry.objects.get(action="classrooms.load_rescue")
    assert (entry.user, entry.object_id) == (rescued.classroom.owner, str(rescued.classroom.pk))
    assert entry.data == {"tablet": "Renard", "things": 3, "new": 3}


def test_loading_it_twice_changes_nothing(rescued):
    file = rescued.file()
    load(rescued.classroom, file)
    before = everything()
    page = load(rescued.classroom, file)
    assert "Le fichier est chargé : rien de nouveau n’est arrivé." in page
    assert page.count(">déjà là<") == 3
    assert everything() == before


def test_loading_it_after_the_tablet_has_sent_it_changes_nothing(rescued):
    rescued.send()
    before = everything()
    assert load(rescued.classroom, rescued.file()).count(">déjà là<") == 3
    assert everything() == before


def test_the_tablet_that_sends_after_the_file_was_loaded_gets_the_same_receipts(rescued):
    load(rescued.classroom, rescued.file())
    before = everything()
    answers = rescued.send()
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    photo, version, wish = (answer.json() for answer in answers)
    assert (photo["photo"], photo["sha256"]) == (str(rescued.photo), sha256(rescued.picture))
    assert (version["version"], version["state"]) == (str(rescued.version), "submitted")
    assert version["photos"] == {str(rescued.photo): sha256(rescued.picture)}
    assert wish["photo"] == str(rescued.photo)
    assert everything() == before


def test_a_wish_that_was_taken_back_is_taken_back(rescued):
    load(rescued.classroom, rescued.file())
    page = load(rescued.classroom, rescued.sealed(rescued.wish_frame(False)))
    assert "1 chose est arrivée" in page
    assert not Photo.objects.get().objectors.exists()


def test_a_tablet_that_was_taken_out_of_the_class_still_gives_its_work(rescued):
    revoke_tablet(tablet=Tablet.objects.get(), user=rescued.classroom.owner)
    assert "3 choses sont arrivées" in load(rescued.classroom, rescued.file())


def test_a_file_of_another_class_is_refused(rescued):
    other = ClassroomFactory(owner=rescued.classroom.owner)
    assert "Ce fichier vient d’une tablette d’une autre classe." in load(other, rescued.file())
    assert everything() == [[], [], []]


def test_a_file_that_names_a_tablet_of_the_class_brings_in_no_pupil_of_another(rescued):
    stranger = Rescued(AssignmentFactory())
    page = load(rescued.classroom, rescued.sealed(*stranger.frames()))
    assert page.count("Cet élève n’est plus dans la classe.") == 3
    assert everything() == [[], [], []]


def test_another_teacher_finds_no_such_page(rescued):
    stranger = signed_in(ClassroomFactory().owner)
    assert stranger.post(rescued.page, {"file": BytesIO(rescued.file())}).status_code == 404
    assert everything() == [[], [], []]


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda file: file[:-1], "Il manque la fin de ce fichier."),
        (lambda file: file[:-1] + bytes([file[-1] ^ 1]), "Ce fichier est abîmé."),
        (
            lambda file: file[:400] + bytes(9) + file[409:],
            "Ce n’est pas un fichier de secours de ce site, ou son début",
        ),
        (lambda file: b"GIF89a" + file, "Ce n’est pas un fichier de secours de ce site"),
        (lambda file: b"", "Le fichier soumis est vide."),
    ],
    ids=["cut", "altered", "altered start", "no rescue file", "empty"],
)
def test_a_harmed_file_is_refused_in_words_and_nothing_of_it_is_stored(rescued, harm, sentence):
    page = load(rescued.classroom, harm(rescued.file()))
    assert sentence in page
    assert "data-outcomes" not in page
    assert everything() == [[], [], []]
    assert not ModelLogEntry.objects.filter(action="classrooms.load_rescue").exists()


def test_without_a_file_it_asks_for_one(rescued):
    assert "Champ requis." in text_of(signed_in(rescued.classroom.owner).post(rescued.page))
