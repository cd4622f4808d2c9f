"""What a class says of itself names no pupil before the public, and no story waits for it (promise 3)."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from classrooms.actions.erase_pupil import erase_pupil
from classrooms.errors import Refusal
from cms.models import ClassroomPage, StoryPage
from tests.classrooms.factories import PupilFactory, UserFactory
from tests.classrooms.screens import signed_in, text_of
from tests.cms.stories import draft_story, introduced_before_they_joined, published_story

pytestmark = pytest.mark.django_db
NAME = "Zéphyrine"
WORDS = f"Nous enquêtons avec {NAME} depuis septembre."
PLAIN = "Nous enquêtons depuis septembre."


@pytest.fixture
def story():
    return draft_story()


@pytest.fixture
def pupil(story):
    return PupilFactory(classroom=story.classroom, public_name=NAME)


@pytest.fixture
def page(story, pupil):
    return ClassroomPage.objects.get(classroom=story.classroom)


def form(page, **changes):
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return {"title": page.title, "slug": page.slug, "introduction": page.introduction, **comments, **changes}


def now():
    return ClassroomPage.objects.get()


@pytest.mark.parametrize("field", ClassroomPage.WORDS)
@pytest.mark.parametrize("name", [NAME, NAME.upper(), "Zephyrine"])
def test_no_way_to_publish_shows_a_name_of_the_class(page, field, name):
    setattr(page, field, f"Bonjour de {name}")
    with pytest.raises(Refusal, match=f"« {name} » est un prénom de la classe"):
        page.save_revision().publish()
    assert not now().live
    setattr(page, field, PLAIN)
    page.save_revision().publish()
    assert now().live


@pytest.mark.parametrize("words", ["Notre classe a une zéphyrine.", "La Zéphyrinette", PLAIN])
def test_what_names_nobody_is_public(page, words):
    page.introduction = words
    page.save_revision().publish()
    assert now().introduction == words


def test_a_draft_of_a_public_page_is_kept_whatever_it_says(page):
    page.save_revision().publish()
    page = now()
    page.introduction = WORDS
    page.save_revision(clean=False)
    assert (now().introduction, now().get_latest_revision_as_object().introduction) == ("", WORDS)


def test_the_form_says_which_word_and_what_to_do_and_keeps_what_was_typed(page):
    teacher = signed_in(page.classroom.owner)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for deed in ({}, {"action-publish": "1"}):
        answer = text_of(teacher.post(url, form(page, introduction=f"{WORDS} Avec {NAME}", **deed)))
        assert f"« {NAME} » est un prénom de la classe, et sa page publique ne nomme aucun élève" in answer
        assert "Mettez un animal à la place" in answer
        assert WORDS in answer
    assert not now().live
    signed_in(UserFactory(editor=True)).post(url, form(page, introduction=PLAIN, **{"action-publish": "1"}))
    assert (now().live, now().introduction) == (True, PLAIN)


def test_a_draft_from_before_the_pupil_joined_is_refused_in_words_where_no_form_asks(page):
    page.introduction = WORDS
    revision = page.save_revision(clean=False)
    teacher = signed_in(page.classroom.owner)
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])
    assert WORDS in teacher.get(revert).content.decode()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    story = StoryPage.objects.get().get_latest_revision()
    story.approved_go_live_at = timezone.now()
    story.save()
    call_command("publish_scheduled")
    assert StoryPage.objects.get().live
    assert (now().live, now().introduction) == (True, "")


def test_the_first_story_opens_the_page_without_the_words_that_name_a_pupil(page, story, client):
    page.introduction = WORDS
    page.save()
    story.save_revision().publish()
    opened = now()
    assert (opened.live, opened.introduction, opened.has_unpublished_changes) == (True, "", True)
    assert opened.get_latest_revision_as_object().introduction == WORDS
    assert NAME not in client.get(opened.url).content.decode()
    teacher = signed_in(story.classroom.owner)
    assert WORDS in teacher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    told = text_of(teacher.get(reverse("classrooms:page", args=[story.classroom.pk])))
    assert "La page de la classe a des changements à publier" in told


def test_the_first_story_leaves_a_draft_of_the_page_a_draft(page, story):
    page.introduction = PLAIN
    page.save_revision()
    story.save_revision().publish()
    opened = now()
    assert (opened.live, opened.introduction) == (True, "")
    assert opened.get_latest_revision_as_object().introduction == PLAIN


def test_the_first_story_opens_the_page_with_words_that_name_nobody(page, story):
    page.introduction = PLAIN
    page.save()
    story.save_revision().publish()
    assert (now().introduction, now().has_unpublished_changes) == (PLAIN, False)


def test_of_two_who_joined_a_public_page_one_is_erased_all_the_same():
    classroom = published_story().classroom
    for name in (NAME, "Hildegarde"):
        gone = PupilFactory(classroom=classroom, public_name=name)
    introduced_before_they_joined(classroom, f"Nous, c’est {NAME} et Hildegarde.")
    erase_pupil(pupil=gone, by=classroom.owner)
    assert "Hildegarde" not in now().introduction
    with pytest.raises(Refusal):
        now().save()
