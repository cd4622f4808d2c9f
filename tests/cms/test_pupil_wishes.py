"""A pupil finds the entry wrong, from the notebook on the tablet; the teacher passes it on, the holder accepts it."""

import uuid

import pytest
from django.urls import reverse

from investigations.models import Guide, Report, Wish
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.test_holding import at, inside, project, sent  # noqa: F401 - fixtures
from tests.investigations.admin.test_on_paper import read
from tests.investigations.api.tablet import Tablet, content_for, photo_entry
from tests.investigations.factories import AssignmentFactory, InvestigationFactory, ReportFactory
from tests.pictures import from_tablet

pytestmark = pytest.mark.django_db

SAID = "Mercredi, de 14 h à 18 h"
SEEN = "Kanza a lu : samedi, de 10 h à 12 h"
TRUE = "Samedi, de 10 h à 12 h"


@pytest.fixture
def mission(project):  # noqa: F811
    project.opening_hours = SAID
    project.save()
    classroom = ClassroomFactory()
    guide = Guide.objects.get(slug="un-lieu-une-action")
    investigation = InvestigationFactory(classroom=classroom, project=project, guide=guide, opened=True)
    return AssignmentFactory(investigation=investigation, pupil=PupilFactory(classroom=classroom, public_name="Kanza"))


@pytest.fixture
def teacher(mission):
    return signed_in(mission.investigation.classroom.owner)


def about(mission):
    return next(question for question in mission.questions if question.get("about_entry"))


def send(tablet, mission, answer, *, report=None):
    """With its photo, so that it awaits review."""
    question, photo, report = about(mission)["id"], uuid.uuid4(), report or uuid.uuid4()
    assert tablet.send_photo(from_tablet(), mission, photo=photo, report=report).status_code == 201
    content = content_for(mission, photos=[photo_entry(mission, photo)], submit=True)
    content["answers"][question] = answer
    receipt = tablet.save(report, uuid.uuid4(), content)
    assert receipt.json()["state"] == "submitted"
    return Report.objects.get(pk=report)


def page_of(teacher, report):
    return text_of(teacher.get(reverse("review:report", args=[report.pk])))


def press(teacher, report, **fields):
    """The form of the answer, as it stands there."""
    question = about(report.assignment)
    form = {"about": "hours", "words": SEEN, "question": question["id"], "version": str(report.head_id), **fields}
    return teacher.post(reverse("review:wish", args=[report.pk]), form, follow=True)


def offer(report):
    return f'id="offer-{about(report.assignment)["id"]}"'


def test_what_a_pupil_saw_reaches_the_holder_by_one_click_of_the_teacher_and_once(mission, teacher, inside, project):  # noqa: F811
    tablet = Tablet(mission.pupil).sign_in()
    by_class = {"Authorization": f"Bearer {tablet.own_token}"}
    pack = tablet.get("tablet/missions", **by_class)
    for missions in (pack.json()["missions"], tablet.get("missions").json()["missions"]):
        says = {question["id"]: question.get("entry_says") for question in missions[0]["questions"]}
        assert says == {q["id"]: f"La fiche dit : {SAID}" if "about_entry" in q else None for q in mission.questions}
    assert f"La fiche dit : {SAID}" in " ".join(
        read(teacher.get(reverse("investigations:notebooks", args=[mission.investigation_id])))
    )

    report = send(tablet, mission, SEEN)
    assert not Wish.objects.exists()
    page = page_of(teacher, report)
    assert offer(report) in page
    assert f">{SEEN}</textarea>" in page
    assert '<option value="hours" selected>' in page
    assert "aucun élève" in text_of(press(teacher, report))
    for forged in ({"question": mission.questions[0]["id"]}, {"question": "x"}, {"words": ""}):
        press(teacher, report, **{"words": TRUE, **forged})
    assert not Wish.objects.exists()

    passed = text_of(press(teacher, report, words=TRUE))
    assert "C’est transmis" in passed
    assert "Transmise à qui tient la fiche" in passed
    assert offer(report) not in passed
    assert "déjà transmise" in text_of(press(teacher, report, words=TRUE))
    wish = Wish.objects.get()
    taken_back = teacher.post(reverse("review:wish", args=[report.pk]), {"remove": wish.pk}, follow=True)
    assert offer(report) in text_of(taken_back)

    press(teacher, report, words=TRUE)
    shown = text_of(inside.get(at("wishes", project)))
    assert TRUE in shown
    assert "Kanza" not in shown
    assert "la fiche est changée" in said(inside.post(at("wishes", project), {"accept": Wish.objects.get().pk}))
    page = page_of(teacher, report)
    assert "Transmise à qui tient la fiche" in page
    assert offer(report) not in page
    renewed = tablet.get("tablet/missions", **by_class, **{"If-None-Match": pack.headers["ETag"]})
    assert f"La fiche dit : {TRUE}" in renewed.content.decode()


def test_only_what_differs_and_was_kept_is_offered_and_an_answer_written_anew_is_offered_anew(mission, teacher):
    question = about(mission)["id"]
    report = ReportFactory(assignment=mission, submitted=True, version__answers={question: f"{SAID.upper()}\n"})
    page = page_of(teacher, report)
    assert f"La fiche dit : {SAID}" in page
    assert "La transmettre" not in page

    version = report.head
    version.answers = {question: "C’est fermé. " * 40}
    version.save()
    page = page_of(teacher, report)
    assert offer(report) in page
    assert "…</textarea>" in page
    assert "plus longue que la place" in page
    judged = {"question": question, "verdict": "set_aside"}
    teacher.post(reverse("review:answer", args=[report.pk]), judged)
    assert offer(report) not in page_of(teacher, report)
    teacher.post(reverse("review:answer", args=[report.pk]), judged | {"verdict": "accepted"})

    press(teacher, report, about="picture", words="Le portail est bleu")
    noted = Wish.objects.get()
    signed_in(editor=True).post(reverse("wishes"), {"accept": noted.pk})
    noted.refresh_from_db()
    assert (noted.report, noted.question_id) == (None, "")
    assert offer(report) not in page_of(teacher, report)
    version.pk, version.answers = uuid.uuid4(), {question: TRUE}
    version.save(force_insert=True)
    Report.objects.filter(pk=report.pk).update(head=version)
    assert offer(report) in page_of(teacher, report)


def test_what_the_teacher_wrote_stands_there_again_when_it_is_refused(mission, teacher):
    report = send(Tablet(mission.pupil).sign_in(), mission, SEEN)
    mine = "Samedi, nous dit Kanza, de 10 h à 12 h"
    page = text_of(press(teacher, report, words=mine, about="other"))
    assert f">{mine}</textarea>" in page
    assert f">{SEEN}</textarea>" not in page
    assert '<option value="other" selected>' in page
    assert f">{SEEN}</textarea>" in page_of(teacher, report)

    free = text_of(press(teacher, report, words=mine, about="things", question=""))
    assert f">{mine}</textarea>" in free
    assert f">{SEEN}</textarea>" in free
    assert '<option value="things" selected>' in free
    assert not Wish.objects.exists()


def test_a_class_asks_about_the_picture_in_words_and_an_empty_entry_says_so(mission):
    investigation = mission.investigation
    investigation.state = "preparing"
    investigation.own_questions = [
        ("short_text", {"label": "L’image est-elle juste ?", "help": "", "required": False, "about_entry": "picture"}),
        ("long_text", {"label": "Autre chose ?", "help": "", "required": False, "about_entry": "other"}),
        ("choice", {"label": "Des bras ?", "required": False, "about_entry": "hands", "choices": ["Oui", "Non"]}),
    ]
    investigation.save()
    signed_in(investigation.classroom.owner).post(reverse("investigations:open", args=[investigation.pk]))
    (shown,) = Tablet(mission.pupil).sign_in().get("missions").json()["missions"]
    own = [question.get("entry_says") for question in shown["questions"][-3:]]
    assert own == ["La fiche n’a pas d’image.", None, "La fiche n’en dit rien."]
    edit = reverse("wagtailsnippets_investigations_guide:edit", args=[investigation.guide_id])
    assert "Sur la fiche du projet" in text_of(signed_in(editor=True).get(edit))
