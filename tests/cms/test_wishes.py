"""What pupils saw that is no longer so: their teacher passes it on, who keeps the entry accepts it with one click."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from classrooms.actions.erase_pupil import erase_pupil
from investigations.models import Report, Wish
from tests.classrooms.factories import ClassroomFactory, PupilFactory, TeamFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.registering import EMAIL
from tests.cms.test_holding import at, inside, project, sent  # noqa: F401 - fixtures
from tests.investigations.factories import AssignmentFactory, CitizenProjectFactory, InvestigationFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(project):  # noqa: F811
    classroom = ClassroomFactory()
    pupil = PupilFactory(classroom=classroom, public_name="Kanza")
    investigation = InvestigationFactory(classroom=classroom, project=project, opened=True)
    return ReportFactory(assignment=AssignmentFactory(investigation=investigation, pupil=pupil), submitted=True)


@pytest.fixture
def teacher(report):
    return signed_in(report.assignment.investigation.classroom.owner)


def pass_on(teacher, report, about="hours", words="Samedi et dimanche, 14 h à 17 h"):
    return teacher.post(reverse("review:wish", args=[report.pk]), {"about": about, "words": words}, follow=True)


def test_a_holder_accepts_hours_with_one_click_and_learns_no_name(teacher, report, inside, project, sent):  # noqa: F811
    mail.outbox.clear()
    page = sent(lambda: pass_on(teacher, report))
    assert "Samedi et dimanche" in text_of(page)
    sent(lambda: pass_on(teacher, report, "hands", ""))
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert "2 corrections" in text_of(inside.get(at("entry", project)))
    shown = text_of(inside.get(at("wishes", project)))
    assert "Une classe" in shown
    assert "Samedi et dimanche, 14 h à 17 h" in shown
    classroom = report.assignment.investigation.classroom
    for name in ("Kanza", classroom.name, classroom.school.name, classroom.owner.last_name):
        assert name not in shown + letter.body, name
    hours, hands = Wish.objects.order_by("pk")
    assert "la fiche est changée" in said(inside.post(at("wishes", project), {"accept": hours.pk}))
    assert "Samedi et dimanche, 14 h à 17 h" in text_of(Client().get(project.get_absolute_url()))
    inside.post(at("wishes", project), {"drop": hands.pk})
    assert not Wish.objects.exists()


def test_what_cant_go_in_by_itself_becomes_a_note_until_it_is_done(teacher, report, inside, project):  # noqa: F811
    pass_on(teacher, report, "picture", "Le mur a été repeint en bleu")
    wish = Wish.objects.get()
    assert "à la main" in said(signed_in(editor=True).post(reverse("wishes"), {"accept": wish.pk}))
    wish.refresh_from_db()
    assert wish.report is None
    assert "À changer à la main" in text_of(inside.get(at("wishes", project)))
    inside.post(at("wishes", project), {"drop": wish.pk})
    assert not Wish.objects.exists()


def test_an_editor_accepts_it_too_and_a_teacher_takes_it_back(teacher, report, project):  # noqa: F811
    pass_on(teacher, report, "things", "Trois arrosoirs")
    editor = signed_in(editor=True)
    assert "Trois arrosoirs" in text_of(editor.get(reverse("wishes")))
    editor.post(reverse("wishes"), {"accept": Wish.objects.get().pk})
    project.refresh_from_db()
    assert project.needs_things == "Trois arrosoirs"
    pass_on(teacher, report, "other", "Le portail est vert")
    teacher.post(reverse("review:wish", args=[report.pk]), {"remove": Wish.objects.get().pk})
    assert not Wish.objects.exists()
    assert teacher.get(reverse("wishes")).status_code == 404


@pytest.mark.parametrize(
    ("about", "words", "why"),
    [
        ("hours", "Kanza a vu que c’est fermé", "aucun élève"),
        ("hours", "", "Écrivez ce qui"),
        ("other", "Écrivez à zoe@ici.example", "Ni adresse"),
        ("rien", "Lundi", "de quoi"),
    ],
)
def test_a_name_or_nothing_is_not_passed_on(teacher, report, about, words, why):
    assert why in text_of(pass_on(teacher, report, about, words))
    assert not Wish.objects.exists()


def test_at_most_five_and_nobody_elses(teacher, report, inside, project, monkeypatch):  # noqa: F811
    stranger = signed_in(teacher=True)
    assert pass_on(stranger, report).status_code == 404
    elsewhere = ReportFactory(submitted=True)
    other = Wish.objects.create(
        project=CitizenProjectFactory(), report=elsewhere, about="hours", words="Jamais"
    )  # fmt: skip
    assert inside.post(at("wishes", project), {"accept": other.pk}).status_code == 404
    monkeypatch.setattr("investigations.actions.wish.AT_MOST", 0)
    assert "au plus par reportage" in text_of(pass_on(teacher, report))
    assert list(Wish.objects.all()) == [other]


def test_erasing_a_pupil_takes_what_waits_and_leaves_what_was_accepted(teacher, report, project):  # noqa: F811
    classroom = report.assignment.investigation.classroom
    team = TeamFactory(classroom=classroom)
    PupilFactory.create_batch(2, classroom=classroom, team=team)
    # The factory's report is by the first of a team.
    erased, mate = team.pupils.all()
    shared = ReportFactory(
        assignment=AssignmentFactory(investigation=report.assignment.investigation, pupil=None, team=team),
        submitted=True, version__answers={},
    )  # fmt: skip
    head = shared.head
    head.pk, head.pupil = "5b0e4c06-0000-4000-8000-000000000001", mate
    head.save(force_insert=True)
    Report.objects.filter(pk=shared.pk).update(passed_on={"question": str(head.pk)})
    pass_on(teacher, shared, "other", "Le portail est vert")
    pass_on(teacher, report, "other", "La sonnette est cassée")
    noted = Wish.objects.get(words="La sonnette est cassée")
    signed_in(editor=True).post(reverse("wishes"), {"accept": noted.pk})
    for pupil in (erased, report.assignment.pupil):
        erase_pupil(pupil=pupil, by=classroom.owner)
    assert Report.objects.get(pk=shared.pk).passed_on == {}
    assert [wish.words for wish in Wish.objects.all()] == ["La sonnette est cassée"]
