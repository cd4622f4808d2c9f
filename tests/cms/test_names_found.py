"""A pupil's name is found however it is written, and by whatever name the class has known them (promise 3)."""

import re
import unicodedata

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText

from classrooms.actions.change_pupil import change_pupil
from classrooms.actions.erase_pupil import erase_pupil
from classrooms.models import FormerName, Pupil
from cms.actions.check_names import check_name
from cms.models import StoryPage
from investigations.actions.withdraw_consent import withdraw_consent
from investigations.models import Consent, ReportVersion
from tests.classrooms.factories import PupilFactory
from tests.classrooms.screens import at, said, signed_in
from tests.cms.test_consents import NAME, PRIVATE, block, consent, publish, pupil, put_name, said_of, story  # noqa: F401
from tests.dump import tables_with
from tests.investigations.factories import ReportFactory

pytestmark = pytest.mark.django_db
What = Consent.What


def test_another_public_name_is_the_one_in_public_and_the_former_is_nowhere(story, pupil, client):  # noqa: F811
    consent(pupil)
    story.title = f"{NAME} et la rose"
    block(story, "photo").value["credit"] = NAME
    story.slug = "zephyrine-et-la-rose"
    public = publish(story)
    assert NAME in client.get(public.url).content.decode()
    teacher = signed_in(story.classroom.owner)
    teacher.post(at("pupil", story.classroom.pk, pupil.pk), {"public_name": "Colibri", "level": ""})
    public = StoryPage.objects.get(pk=story.pk)
    assert (public.live, public.title, public.slug) == (True, "Colibri et la rose", "colibri-et-la-rose")
    assert NAME not in client.get(public.url).content.decode()
    assert [table for table in tables_with(NAME) if not table.startswith(PRIVATE)] == []
    withdraw_consent(consent=Consent.objects.get(what=What.FIRST_NAME), by=story.classroom.owner)
    assert "Colibri" not in client.get(StoryPage.objects.get(pk=story.pk).url).content.decode()


def test_a_former_name_in_a_class_mates_old_report_is_known_again(story, pupil):  # noqa: F811
    """It is kept nowhere, so nothing can be read in the database; a consent is about today's name."""
    mate, teacher = PupilFactory(classroom=story.classroom), story.classroom.owner
    version = ReportVersion.objects.first()
    report = ReportFactory(assignment__investigation=story.investigation, assignment__pupil=mate)
    question = version.report.assignment.questions[0]["id"]
    ReportVersion.objects.filter(report=report).update(answers={question: f"{NAME} a creusé avec la zéphyrine."})
    consent(pupil)
    desk = signed_in(teacher)
    screen = at("pupil", story.classroom.pk, pupil.pk)
    for name in (f"{NAME} M.", "Colibri", "Pivert"):
        desk.post(screen, {"public_name": name, "level": ""})
    assert FormerName.objects.count() == 2
    assert "classrooms_formername" not in tables_with(NAME) | tables_with("Colibri")
    put_name(story, "paragraph")
    assert "est l’ancien nom d’un élève" in said_of(story)
    lacks = reverse("stories:consents", args=[story.pk])
    page = desk.get(lacks).content.decode()
    assert "est l’ancien nom d’un élève" in page and "Pivert" in page
    digest = re.search(r'name="animal" value="(\w+)"', page)[1]
    desk.post(lacks, {"animal": digest})
    public = publish(StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object())
    assert public.live and NAME not in str(public.body)
    erase_pupil(pupil=Pupil.objects.get(pk=pupil.pk), by=teacher)
    left = ReportVersion.objects.get(report=report).answers[question]
    assert NAME not in left and left.endswith("a creusé avec la zéphyrine.")
    assert not FormerName.objects.exists()


def test_who_has_a_former_name_now_needs_a_consent_as_whoever_had_it(story, pupil):  # noqa: F811
    teacher = story.classroom.owner
    consent(pupil)
    change_pupil(pupil=pupil, user=teacher, public_name="Colibri", level="")
    other = PupilFactory(classroom=story.classroom, public_name=NAME)
    put_name(story, "heading")
    assert "sans autorisation pour le prénom" in said_of(story)
    consent(other)
    assert publish(story).live


def test_a_name_is_found_however_its_letters_are_stored(story, pupil, client):  # noqa: F811
    """A document pastes accents apart from their letters, soft hyphens and blanks without width."""
    apart, hyphenated, unseen = unicodedata.normalize("NFD", NAME), "Zé\u00adphy\u00adrine", "Zéphy\u200brine"
    story.title = f"Le jardin de {apart}"
    block(story, "paragraph").value["text"] = RichText(f"<p>Avec {hyphenated}, nous creusons.</p>")
    block(story, "photo").value["alt"] = f"{unseen} creuse."
    missing = [one.place for one in story.missing()]
    assert missing == ["titre", "paragraphe 1", "photo 1"]
    given = consent(pupil)
    public = publish(story)
    withdraw_consent(consent=given, by=story.classroom.owner)
    page = client.get(public.url).content.decode()
    assert "nous creusons" in page and not any(one in page for one in (apart, hyphenated, unseen))
    assert not any(tables_with(one, apart_from=PRIVATE) for one in (apart, hyphenated, unseen, "phyrine"))


def test_a_name_of_which_a_part_is_bold_is_a_name(story, pupil, client):  # noqa: F811
    block(story, "paragraph").value["text"] = RichText(
        f'<p>Avec <b>{NAME[0]}</b>é<i>phy<a href="https://example.org/">rine</a> et <b>Rémi</b></i>.</p><p>{NAME}</p>'
    )
    assert [one.place for one in story.missing()] == ["paragraphe 1", "paragraphe 1"]
    given = consent(pupil)
    public = publish(story)
    assert "<b>Z</b>é<i>phy" in client.get(public.url).content.decode()
    withdraw_consent(consent=given, by=story.classroom.owner)
    left = str(StoryPage.objects.get().body)
    assert "<b>Rémi</b>" in left and "rine" not in left and "phy" not in left


def test_a_name_of_several_words_is_one_whatever_is_bold_in_it(story, pupil):  # noqa: F811
    pupil.public_name = "Anne-Lise Marie"
    pupil.save()
    block(story, "paragraph").value["text"] = RichText(
        "<p>Avec <b>Anne</b>-Lise<i> Marie</i>, <i>Anne-</i><b>Lise</b> Marie et Anne <b>a vu <i>Lise</i></b>.</p>"
    )
    assert [one.hit.written for one in story.missing()] == ["Anne-Lise Marie", "Anne-Lise Marie"]


def test_a_name_that_two_pupils_had_by_turns_leaves_with_the_one_who_has_it_now(story, pupil, client):  # noqa: F811
    """Two were taken for each other and put right; then a family asks for another name."""
    teacher, mate = story.classroom.owner, PupilFactory(classroom=story.classroom, public_name="Colibri")
    change_pupil(pupil=pupil, user=teacher, public_name="Pivert", level="")
    change_pupil(pupil=mate, user=teacher, public_name=NAME, level="")
    for one in (pupil, mate):
        consent(one)
    story.title = f"{NAME} et la rose"
    public = publish(story)
    change_pupil(pupil=mate, user=teacher, public_name="Mésange", level="")
    page = client.get(public.url).content.decode()
    assert NAME not in page and "Mésange et la rose" in page


def test_a_teacher_hears_where_a_former_name_may_still_be_a_word(story, pupil):  # noqa: F811
    consent(pupil)
    story.introduction = "Une zéphyrine pousse ici."
    publish(story)
    desk, screen = signed_in(story.classroom.owner), at("pupil", story.classroom.pk, pupil.pk)
    page = said(desk.post(screen, {"public_name": "Colibri", "level": ""}, follow=True))
    assert "Relisez « Le jardin secret »" in page and StoryPage.objects.get(pk=story.pk).live
    story = publish_as_checked(StoryPage.objects.get(pk=story.pk))
    assert "Relisez" not in said(desk.post(screen, {"public_name": "Pivert", "level": ""}, follow=True))


def test_a_story_that_leaves_the_site_by_a_new_name_is_named_to_the_teacher(story, pupil):  # noqa: F811
    consent(pupil)
    story.title, story.introduction = f"{NAME} au jardin", "Une zéphyrine pousse ici."
    publish(story)
    desk, screen = signed_in(story.classroom.owner), at("pupil", story.classroom.pk, pupil.pk)
    page = said(desk.post(screen, {"public_name": "Colibri", "level": ""}, follow=True))
    assert "« Colibri au jardin » a quitté le site" in page
    assert not StoryPage.objects.get(pk=story.pk).live


def publish_as_checked(story):  # noqa: F811
    for one in story.missing():
        check_name(story=story, digest=one.hit.digest, by=story.classroom.owner)
    return publish(story)
