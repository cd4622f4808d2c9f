"""What a family asks for, at the teacher's screens: a pupil's file, and that everything be erased."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from PIL import Image, ImageChops
from pypdf import PdfReader

from classrooms.models import Erasure, Pupil
from investigations.actions.review import return_report
from investigations.dossier import file_of as file_of_field
from investigations.models import Consent, Mask, Photo, Report, ReportVersion
from tests.classrooms.factories import PupilFactory, TeamFactory
from tests.classrooms.screens import at, said, signed_in, text_of
from tests.cms.stories import draft_story
from tests.investigations.factories import AssignmentFactory, ConsentFactory, PhotoFactory, ReportFactory

pytestmark = pytest.mark.django_db
CANARY = "Quincampoix"
# Of a whole file, whatever it holds.
QUERIES = 10


def file_of(pupil) -> ZipFile:
    teacher = signed_in(pupil.classroom.owner)
    response = teacher.post(at("pupil_file", pupil.classroom_id, pupil.pk))
    assert "no-store" in response["Cache-Control"]
    return ZipFile(BytesIO(b"".join(response.streaming_content)))


def texts_of(archive: ZipFile) -> str:
    pages = PdfReader(BytesIO(archive.read("portfolio.pdf"))).pages
    return archive.read("dossier.json").decode() + " ".join(page.extract_text() for page in pages)


@pytest.fixture
def report():
    report = ReportFactory(submitted=True, assignment__pupil__public_name="Zéphyrine")
    PhotoFactory(report=report)
    report.refresh_from_db()
    return report


def test_a_file_holds_answers_photos_remarks_and_consents_to_read_and_for_machines(report):
    pupil, classroom = report.assignment.pupil, report.assignment.investigation.classroom
    ConsentFactory(pupil=pupil, investigation=report.assignment.investigation, what=Consent.What.TEXTS)
    question = next(q for q in report.assignment.questions if q["kind"] == "long_text")
    answer = "Elle sème <b>des radis</b> & d’autres graines 🌱\n" + "et puis encore une ligne " * 300
    ReportVersion.objects.update(answers={question["id"]: answer})
    remarks = {question["id"]: "Précise combien.", "": "Beau travail."}
    return_report(report=report, remarks=remarks, by=classroom.owner)
    archive = file_of(pupil)
    assert archive.namelist() == ["photos/01.jpg", "portfolio.pdf", "dossier.json"]
    told = json.loads(archive.read("dossier.json"))
    (mission,) = told["missions"]
    assert mission["answers"] == {question["id"]: answer}
    assert mission["questions"][question["id"]] == question["label"]
    assert {remark["text"] for remark in mission["remarks"]} == {"Précise combien.", "Beau travail."}
    assert mission["photos"][0] | {"file": "photos/01.jpg", "caption": "Une tasse"} == mission["photos"][0]
    assert told["consents"][0]["what"] == "texts"
    assert told["pupil"]["public_name"] == "Zéphyrine"
    pdf = PdfReader(BytesIO(archive.read("portfolio.pdf")))
    words = " ".join(page.extract_text() for page in pdf.pages).replace("\n", " ")
    assert len(pdf.pages) > 1
    assert "Le carnet d’enquête de Zéphyrine" in words
    assert "<b>des radis</b> & d’autres graines" in words
    assert "Remarque : Précise combien." in words
    assert "Une tasse" in words
    assert sum(len(page.images) for page in pdf.pages) == 1


@pytest.mark.parametrize(("name", "title"), [
    ("Adam", "Le carnet d’enquête d’Adam"),
    ("Élise", "Le carnet d’enquête d’Élise"),
    ("Œdipe", "Le carnet d’enquête d’Œdipe"),
    ("Yasmine", "Le carnet d’enquête de Yasmine"),
])  # fmt: skip
def test_a_notebook_is_headed_in_good_french(report, name, title):
    pupil = report.head.pupil
    pupil.public_name = name
    pupil.save()
    pdf = PdfReader(BytesIO(file_of(pupil).read("portfolio.pdf")))
    assert title in pdf.pages[0].extract_text().replace("\n", " ")


def test_a_file_holds_nothing_of_anybody_else(report):
    pupil = report.assignment.pupil
    team = TeamFactory(classroom=pupil.classroom)
    mate = PupilFactory(classroom=pupil.classroom, public_name="Adam", team=team)
    Pupil.objects.filter(pk=pupil.pk).update(team=team)
    mission = AssignmentFactory(investigation=report.assignment.investigation, pupil=None, team=team)
    common = ReportFactory(assignment=mission, version__answers={})
    first, second = [q["id"] for q in mission.questions if q["kind"] == "long_text"][:2]
    theirs = f"{CANARY} a tout raconté aux abeilles."
    ReportVersion.objects.filter(report=common).update(pupil=mate, answers={first: theirs})
    common.refresh_from_db()
    PhotoFactory(report=common, pupil=mate)
    common.refresh_from_db()
    common.head.photos = [{**entry, "caption": f"{CANARY} de près"} for entry in common.head.photos]
    common.head.save()
    ReportVersion.objects.create(
        id=common.pk, report=common, pupil=pupil, parent_id=common.head_id, photos=common.head.photos,
        answers={first: f"{theirs} Et moi aux fleurs.", second: "Des tulipes"},
        device_time=timezone.now(), sha256="0" * 64,
    )  # fmt: skip
    archive = file_of(pupil)
    assert archive.namelist() == ["photos/01.jpg", "portfolio.pdf", "dossier.json"]
    words = texts_of(archive)
    assert CANARY not in words
    assert "Adam" not in words
    assert "Et moi aux fleurs." in words
    assert "Des tulipes" in words
    assert CANARY not in texts_of(file_of(pupil))
    assert CANARY in texts_of(file_of(mate))
    assert "tulipes" not in texts_of(file_of(mate))


def test_a_face_shown_under_another_consent_is_covered_in_the_file(report):
    pupil, photo = report.assignment.pupil, Photo.objects.get()
    other = PupilFactory(classroom=pupil.classroom)
    box = {"photo": photo, "left": 0.2, "top": 0.2, "right": 0.5, "bottom": 0.6, "lifted_at": timezone.now()}
    Mask.objects.create(pupil=other, **box)
    mine = Mask.objects.create(pupil=pupil, **{**box, "left": 0.6, "right": 0.9})
    got = Image.open(BytesIO(file_of(pupil).read("photos/01.jpg")))
    held = Image.open(photo.masked)
    width, height = got.size
    covered = (int(0.22 * width), int(0.22 * height), int(0.48 * width), int(0.58 * height))
    assert all(high - low < 12 for low, high in got.crop(covered).getextrema())
    own = (int(mine.left * width), int(mine.top * height), int(mine.right * width), int(mine.bottom * height))
    assert max(high for _low, high in ImageChops.difference(got.crop(own), held.crop(own)).getextrema()) < 90
    assert any(high - low > 60 for low, high in got.crop(own).getextrema())


def test_where_a_face_cannot_be_covered_there_is_no_file_and_nothing_is_erased(report, monkeypatch):
    pupil, photo = report.assignment.pupil, Photo.objects.get()
    other = PupilFactory(classroom=pupil.classroom)
    edges = {"left": 0.2, "top": 0.2, "right": 0.5, "bottom": 0.6}
    Mask.objects.create(photo=photo, pupil=other, lifted_at=timezone.now(), **edges)
    ConsentFactory(pupil=other, investigation=report.assignment.investigation)

    def dead(*args):
        raise ChildProcessError

    monkeypatch.setattr("investigations.photos.DECODER.masked", dead)
    teacher = signed_in(pupil.classroom.owner)
    asked = teacher.post(at("pupil_file", pupil.classroom_id, pupil.pk))
    assert "n’a pas pu être masquée" in said(asked)
    asked = teacher.post(at("erase_pupil", pupil.classroom_id, other.pk), {"understood": "on"})
    assert "n’a pas pu être masquée" in said(asked)
    assert Pupil.objects.filter(pk=other.pk).exists()
    monkeypatch.undo()
    teacher.post(at("erase_pupil", pupil.classroom_id, other.pk), {"understood": "on"})
    assert not Pupil.objects.filter(pk=other.pk).exists()


def test_a_photo_that_was_not_searched_for_faces_is_told_and_not_given(report):
    Photo.objects.update(masked="", masked_thumbnail="")
    archive = file_of(report.assignment.pupil)
    assert archive.namelist() == ["portfolio.pdf", "dossier.json"]
    assert json.loads(archive.read("dossier.json"))["missions"][0]["photos"][0]["file"] is None


def test_a_pupil_who_sent_nothing_has_a_file_too():
    pupil = PupilFactory()
    archive = file_of(pupil)
    assert "Rien n’a encore été envoyé." in texts_of(archive)


def test_the_work_behind_a_file_does_not_grow_with_what_was_sent(report, django_assert_num_queries):
    pupil = Pupil.objects.select_related("classroom__school", "team").get(pk=report.assignment.pupil_id)
    folder = Folder()
    with django_assert_num_queries(QUERIES):
        file_of_field(pupil, folder)
    for _n in range(3):
        more = AssignmentFactory(investigation__classroom=pupil.classroom, pupil=pupil)
        PhotoFactory(report=ReportFactory(assignment=more))
    with django_assert_num_queries(QUERIES):
        file_of_field(pupil, folder)
    assert folder.names.count("portfolio.pdf") == 2
    assert "photos/04.jpg" in folder.names


class Folder:
    def __init__(self):
        self.names = []

    def add(self, name, content):
        assert content
        self.names.append(name)


def test_erasing_asks_first_tells_what_it_touches_and_gives_a_certificate():
    story = draft_story(title="Au jardin")
    story.get_latest_revision().publish()
    pupil = Photo.objects.get().pupil
    name, classroom = pupil.public_name, pupil.classroom
    teacher = signed_in(classroom.owner)
    url = at("erase_pupil", classroom.pk, pupil.pk)
    asked = text_of(teacher.get(url))
    assert "Photos, avec toutes leurs copies" in asked
    assert "Au jardin" in asked
    assert "la page quitte le site" in asked
    refused = teacher.post(url)
    assert "Cochez la case pour effacer." in text_of(refused)
    assert Pupil.objects.filter(pk=pupil.pk).exists()
    done = teacher.post(url, {"understood": "on"})
    assert done.url == at("erasures", classroom.pk)
    assert "Tout est effacé" in said(done)
    assert not Report.objects.exists()
    erasure = Erasure.objects.get()
    listed = teacher.get(at("erasures", classroom.pk))
    assert name not in text_of(listed)
    assert "no-store" in listed["Cache-Control"]
    printed = teacher.post(at("certificate", classroom.pk, erasure.pk), {"about": "Famille <Durand>"})
    assert "no-store" in printed["Cache-Control"]
    words = PdfReader(BytesIO(printed.content)).pages[0].extract_text()
    assert "Famille <Durand>" in words
    assert erasure.number in words
    assert classroom.school.name in words
    assert name not in words
    assert not Erasure.objects.filter(counts__icontains="Durand").exists()
    assert teacher.get(url).status_code == 404


def test_the_notebooks_of_a_class_come_one_pdf_a_pupil(report):
    classroom = report.assignment.investigation.classroom
    PupilFactory(classroom=classroom, public_name="Zephyrine!")
    PupilFactory(public_name="Ailleurs")
    response = signed_in(classroom.owner).post(at("portfolios", classroom.pk))
    assert "no-store" in response["Cache-Control"]
    archive = ZipFile(BytesIO(b"".join(response.streaming_content)))
    assert sorted(archive.namelist()) == ["zephyrine-2.pdf", "zephyrine.pdf"]
    assert archive.testzip() is None
    told = [len(PdfReader(BytesIO(archive.read(name))).pages[0].images) for name in archive.namelist()]
    assert sum(told) == 1
