"""The end of the year at a teacher's screens, and in the letters that come before it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from classrooms.models import Classroom, Pupil, YearEnd
from classrooms.year_letters import end_years
from cms.models import StoryPage
from investigations.models import Report
from tests.classrooms.factories import ClassroomFactory, PupilFactory, UserFactory
from tests.classrooms.screens import at, said, signed_in, text_of
from tests.cms.stories import published_story
from tests.investigations.factories import ReportFactory

pytestmark = pytest.mark.django_db
Letter = YearEnd.Letter


@pytest.fixture
def story():
    return published_story()


@pytest.fixture
def desk(story):
    return signed_in(story.classroom.owner)


@pytest.fixture
def calendar(monkeypatch):
    """Turns the calendar to a day, at noon in Paris."""

    def turn(day):
        noon = datetime.datetime.combine(day, datetime.time(12), ZoneInfo("Europe/Paris"))
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return turn


def test_a_teacher_ends_the_year_chooses_again_opens_the_class_and_keeps_only_numbers(story, desk):
    classroom, key = story.classroom, str(story.translation_key)
    ReportFactory(assignment__investigation=story.investigation, submitted=True)
    page = text_of(desk.get(at("year_end", classroom.pk)))
    assert story.title in page
    assert "les mots de 1 élève" in page
    assert "Un reportage attend votre relecture" in page
    refused = text_of(desk.post(at("year_end", classroom.pk)))
    assert "Choisissez ce que devient ce récit" in refused
    assert not YearEnd.objects.exists()
    ended = desk.post(at("year_end", classroom.pk), {key: "keep"})
    assert "L’année est terminée" in said(ended)
    assert StoryPage.objects.get().live
    assert "Ajouter un élève" not in text_of(desk.get(at("page", classroom.pk)))
    desk.post(at("year_end", classroom.pk), {key: "withdraw"})
    assert not StoryPage.objects.get().live
    desk.post(at("reopen", classroom.pk))
    assert "Ajouter un élève" in text_of(desk.get(at("page", classroom.pk)))
    desk.post(at("year_end", classroom.pk))
    asked = text_of(desk.post(at("forget", classroom.pk)))
    assert "Cochez la case pour effacer" in asked
    assert Pupil.objects.count() == 2
    desk.post(at("forget", classroom.pk), {"understood": "on"})
    assert not Pupil.objects.exists()
    assert not StoryPage.objects.exists()
    assert not Report.objects.exists()
    left = text_of(desk.get(at("year_end", classroom.pk)))
    assert "il ne reste de cette classe que des nombres" in left
    assert desk.get(at("page", classroom.pk)).status_code == 200
    actions = ModelLogEntry.objects.for_instance(classroom).order_by("pk").values_list("action", flat=True)
    assert [one.removeprefix("classrooms.") for one in actions if one != "wagtail.create"] == [
        "choose_stories", "close", "choose_stories", "reopen", "close", "forget",
    ]  # fmt: skip


def test_a_kept_story_stands_with_who_allows_it_on_the_forgotten_class_s_pages(story, desk, client):
    classroom = story.classroom
    name = Pupil.objects.get().public_name
    desk.post(at("year_end", classroom.pk), {str(story.translation_key): "keep"})
    desk.post(at("forget", classroom.pk), {"understood": "on"})
    left = text_of(desk.get(at("year_end", classroom.pk)))
    assert story.title in left
    assert name in left
    assert name in text_of(desk.get(at("page", classroom.pk)))
    for screen in ("page", "year_end", "forget", "erasures", "history", "teachers"):
        assert desk.get(at(screen, classroom.pk)).status_code == 200
    for screen in ("pupil", "erase_pupil"):
        assert desk.get(at(screen, classroom.pk, Pupil.objects.get().pk)).status_code == 200
    assert client.get(story.url).status_code == 200


def test_no_class_closes_or_is_forgotten_without_its_teachers_having_been_told(story, calendar):
    classroom = story.classroom
    colleague = UserFactory(teacher=True)
    classroom.memberships.create(user=colleague)
    Classroom.objects.filter(pk=classroom.pk).update(school_year=2025)
    sent = []

    def day(date):
        mail.outbox.clear()
        calendar(date)
        end_years()
        sent.append([letter.subject for letter in mail.outbox])
        assert {letter.to[0] for letter in mail.outbox} in (set(), {classroom.owner.email, colleague.email})
        return sent[-1]

    assert day(datetime.date(2026, 6, 14)) == []
    assert "l’année se termine" in day(datetime.date(2026, 6, 15))[0]
    assert day(datetime.date(2026, 6, 16)) == []
    # The daily task was away all summer: told first, closed a week later.
    assert "se fermera d’elle-même le 10 octobre" in day(datetime.date(2026, 10, 3))[0]
    assert day(datetime.date(2026, 10, 9)) == []
    assert "l’année est terminée" in day(datetime.date(2026, 10, 10))[0]
    year_end = YearEnd.objects.get()
    assert (year_end.closed_by, year_end.forget_on) == (None, datetime.date(2027, 1, 3))
    assert day(datetime.date(2026, 12, 3)) == []
    assert "le 3 janvier, il n’en restera que des nombres" in day(datetime.date(2026, 12, 4))[0]
    assert "le 9 janvier" in day(datetime.date(2027, 1, 2))[0]  # late again: a week from now
    assert day(datetime.date(2027, 1, 8)) == []
    assert Pupil.objects.exists()
    assert day(datetime.date(2027, 1, 9)) == []
    assert not Pupil.objects.exists()
    assert not StoryPage.objects.exists()  # which nobody chose to keep
    assert day(datetime.date(2027, 1, 10)) == []


def test_the_letter_leads_to_the_page_and_says_what_happens_to_stories(story, calendar):
    Classroom.objects.update(school_year=2025)
    calendar(datetime.date(2026, 9, 1))
    end_years()
    (letter,) = mail.outbox
    assert at("year_end", story.classroom.pk) in letter.body
    assert "Un récit que personne ne choisit de garder quitte le site" in letter.body
    assert "le 30 septembre" in letter.subject


def test_a_class_without_pupils_or_of_this_year_gets_no_letter(calendar):
    calendar(datetime.date(2026, 9, 2))
    ClassroomFactory(school_year=2025)
    PupilFactory(classroom=ClassroomFactory(school_year=2026))
    end_years()
    assert mail.outbox == []


def test_from_june_on_the_class_page_says_that_the_year_ends(story, desk, calendar):
    Classroom.objects.update(school_year=2025)
    Report.objects.update(state=Report.State.ACCEPTED)
    pupil = Pupil.objects.get()
    pupil.printed_serial = pupil.card_serial
    pupil.save()
    story.investigation.state = story.investigation.State.CLOSED
    story.investigation.save()
    assert "L’année se termine" not in _page_on(datetime.date(2026, 6, 14), story, desk, calendar)
    assert "L’année se termine" in _page_on(datetime.date(2026, 6, 15), story, desk, calendar)


def _page_on(day, story, desk, calendar):
    calendar(day)
    return text_of(signed_in(story.classroom.owner).get(at("page", story.classroom.pk)))
