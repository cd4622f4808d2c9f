"""A class without tablets: notebooks to fold, answers typed by the teacher, diplomas at the end."""

import io
import re
import uuid

import pytest
import zxingcpp
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from investigations.actions.save_report_version import Content, save_report_version
from investigations.models import Photo, Report
from tests.classrooms.factories import PupilFactory, TeamFactory, UserFactory
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.factories import AssignmentFactory, InvestigationFactory, answer_to
from tests.pictures import encoded, photograph
from tests.workshop.printing.raster import rasterised

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return AssignmentFactory(investigation=InvestigationFactory(opened=True))


@pytest.fixture
def teacher(mission):
    return signed_in(mission.investigation.classroom.owner)


def at(name, *args):
    return reverse(f"investigations:{name}", args=args)


def read(answer):
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"].startswith("no-store")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.getvalue())).pages]
    return [re.sub(r"\s+", " ", page.replace("\u00ad\n", "").replace("\u202f", " ")) for page in pages]


def filled(mission, **more):
    form = {"entry": str(uuid.uuid4()), "writer": str(mission.pupil_id), "submit": "1"}
    for question in mission.questions:
        if question["kind"] == "photos":
            for slot in range(max(1, question["minimum"] or 0)):
                name = f"photo-{question['id']}-{slot}"
                form[name] = SimpleUploadedFile("page.jpg", encoded(photograph("coffee")), "image/jpeg")
                form[f"caption-{question['id']}-{slot}"] = "La page de mon carnet"
        else:
            form[f"q-{question['id']}"] = answer_to(question)
    return {**form, **more}


def test_notebooks_hold_every_question_and_lead_the_teacher_back(mission, teacher):
    team = TeamFactory(classroom=mission.investigation.classroom, name="Les <b>Rouges</b>")
    PupilFactory(classroom=team.classroom, team=team)
    AssignmentFactory(investigation=mission.investigation, team=team, pupil=None)
    answer = teacher.get(at("notebooks", mission.investigation_id))
    pages = read(answer)
    assert len(pages) % 2 == 0
    whole = " ".join(pages)
    for question in mission.investigation.questions:
        assert whole.count(re.sub(r"\s+", " ", question["label"])) == 2, question["label"]
    assert "Les <b>Rouges</b>" in whole
    codes = {code.text for page in rasterised(answer.getvalue(), 150) for code in zxingcpp.read_barcodes(page)}
    assert f"{settings.BASE_URL}{at('on_paper', mission.investigation_id, mission.pk)}" in codes
    assert len(codes) == 2
    one = read(teacher.get(at("notebooks", mission.investigation_id), {"mission": mission.pk}))
    assert "Rouges" not in " ".join(one)


def test_a_diploma_for_each_pupil_who_had_a_mission(mission, teacher):
    classroom = mission.investigation.classroom
    PupilFactory(classroom=classroom, public_name="Sans Mission")
    answer = teacher.get(at("diplomas", mission.investigation_id))
    (page,) = read(answer)
    for words in ["Diplôme d’enquête citoyenne", mission.pupil.public_name, mission.investigation.project.name]:
        assert words in page, words
    nobody = InvestigationFactory(classroom=classroom)
    for name in ("diplomas", "notebooks"):
        refused = teacher.get(at(name, nobody.pk), follow=True)
        assert "mission" in text_of(refused)
        assert signed_in(UserFactory(teacher=True)).get(at(name, mission.investigation_id)).status_code == 404


def test_after_a_refusal_other_files_may_be_chosen(mission, teacher):
    """The form comes back without its files, and a teacher takes others."""
    address, form = at("on_paper", mission.investigation_id, mission.pk), filled(mission)
    photos = [name for name in form if name.startswith("photo-")]
    number = next(question["id"] for question in mission.questions if question["kind"] == "short_text")
    refused = teacher.post(address, form | {f"q-{number}": "trop long " * 2000})
    assert refused.status_code == 200 and not Report.objects.exists()
    others = {name: SimpleUploadedFile("b.jpg", encoded(photograph("chelsea")), "image/jpeg") for name in photos}
    entry = re.search(r'name="entry" value="([^"]+)"', text_of(refused))[1]
    assert "attend votre relecture" in text_of(teacher.post(address, form | others | {"entry": entry}, follow=True))


def test_answers_on_paper_become_a_report_to_read_and_photos_to_mask(mission, teacher):
    address = at("on_paper", mission.investigation_id, mission.pk)
    screen = text_of(teacher.get(address))
    assert all(question["label"] in screen for question in mission.questions)
    form = filled(mission)
    for _again in range(2):
        for value in form.values():
            if hasattr(value, "seek"):
                value.seek(0)
        answer = teacher.post(address, form, follow=True)
    assert "attend votre relecture" in text_of(answer)
    report = Report.objects.get()
    assert (report.state, report.head.device, report.head.pupil) == (Report.State.SUBMITTED, "papier", mission.pupil)
    assert report.versions.count() == 1
    photos = Photo.objects.filter(report_id=report.pk)
    assert {str(photo.pk) for photo in photos} == {entry["id"] for entry in report.head.photos}
    assert {photo.state for photo in photos} == {Photo.State.RECEIVED}
    assert {entry["caption"] for entry in report.head.photos} == {"La page de mon carnet"}
    assert "sur papier" in text_of(teacher.get(reverse("review:report", args=[report.pk])))
    Report.objects.update(state=Report.State.ACCEPTED)
    assert "déjà relu" in text_of(teacher.get(address))
    assert "déjà relu" in text_of(teacher.post(address, filled(mission)))


def test_what_is_wrong_is_said_and_what_was_typed_stays(mission, teacher):
    address = at("on_paper", mission.investigation_id, mission.pk)
    words = next(q for q in mission.questions if q["kind"] == "long_text")
    photos = next(q for q in mission.questions if q["kind"] == "photos")
    kept = {"entry": str(uuid.uuid4()), "writer": str(mission.pupil_id), "keep": "1"}
    kept |= {f"q-{words['id']}": "Presque <i>fini</i>"}
    fake = SimpleUploadedFile("page.jpg", b"<svg onload=pwn()>", "image/jpeg")
    answer = teacher.post(address, {**kept, f"photo-{photos['id']}-0": fake})
    assert "Presque &lt;i&gt;fini" in answer.content.decode()
    assert not Report.objects.exists()
    assert not Photo.objects.exists()
    assert teacher.post(address, {**kept, "writer": str(PupilFactory().pk)}).status_code == 404
    assert "Rechargez la page" in text_of(teacher.post(address, {**kept, "entry": "x"}))
    assert "C’est gardé" in text_of(teacher.post(address, kept, follow=True))
    assert Report.objects.get().state == Report.State.DRAFT
    assert "Presque" in text_of(teacher.get(address))
    mission.investigation.state = "closed"
    mission.investigation.save()
    assert "tant que l’enquête" in text_of(teacher.get(address)) or "ne prend plus" in text_of(teacher.get(address))
    assert signed_in(UserFactory(teacher=True)).get(address).status_code == 404


def test_what_a_tablet_sends_while_the_teacher_types_is_not_typed_over(mission, teacher):
    address = at("on_paper", mission.investigation_id, mission.pk)
    first, second, *_more = [q for q in mission.questions if q["kind"] in {"long_text", "short_text"}]
    kept = {"writer": str(mission.pupil_id), "keep": "1"}
    teacher.post(address, {**kept, "entry": str(uuid.uuid4()), f"q-{first['id']}": "Du papier"})
    report = Report.objects.get()
    shown = teacher.get(address).content.decode()
    opened = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown))
    asked_before = "une-question-d-avant"
    mission.investigation.questions.append({**second, "id": asked_before})
    mission.investigation.save()
    head = report.head
    save_report_version(
        pupil=mission.pupil, report_id=report.pk, version_id=uuid.uuid4(),
        content=Content(
            assignment_id=mission.pk, parent_id=head.pk, photos=[], wants_submit=False, device_time=timezone.now(),
            device="tablette", digest="a" * 64, others={first["id"]: ["Ou ceci"]},
            answers={**head.answers, second["id"]: "De la tablette", asked_before: "Avant"},
        ),
    )  # fmt: skip
    teacher.post(address, {**opened, "keep": "1", f"q-{first['id']}": "Du papier, en entier"})
    report.refresh_from_db()
    assert report.head.answers == {
        first["id"]: "Du papier, en entier", second["id"]: "De la tablette", asked_before: "Avant",
    }  # fmt: skip
    assert report.head.others == {first["id"]: ["Ou ceci"]}
    opened["seen"] = str(uuid.uuid4())
    assert "Rechargez la page" in text_of(teacher.post(address, {**opened, "keep": "1"}))
