"""The right of reply: from who holds the project, read by an editor, word for word at the end of the story."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from classrooms.actions.erase_pupil import erase_pupil
from cms.models import StoryPage, StoryReply
from investigations.models import Photo
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.stories import published_story
from tests.cms.test_holding import at, inside, keep, project, sent  # noqa: F401 - fixtures
from tests.dump import tables_with

pytestmark = pytest.mark.django_db
REPLIES = "stories:replies"


@pytest.fixture
def story(project):  # noqa: F811
    story = published_story("Le verger raconté")
    story.investigation.project = project
    story.investigation.save()
    return StoryPage.objects.get(pk=story.pk)


def reply(inside, story, words):  # noqa: F811
    form = {"story": story.pk, f"story-{story.pk}-words": words}
    return inside.post(at("replies", story.project), form, follow=True)


def decide(editor, decision):
    form = {decision: "1", "read": read_by(editor)}
    return editor.post(reverse("stories:reply", args=[StoryReply.objects.get().pk]), form, follow=True)


def read_by(editor):
    return re.search(r'name="read" value="([^"]+)"', text_of(editor.get(reverse(REPLIES))))[1]


def public(story):
    return text_of(Client().get(story.url))


def test_editors_hear_once_that_a_reply_waits_and_nothing_of_what_it_says(inside, story, sent):  # noqa: F811
    editor = signed_in(editor=True)
    mail.outbox.clear()
    for words in ("Nous avons deux ruches.", "Nous avons trois ruches."):
        sent(lambda words=words: reply(inside, story, words))
    (letter,) = mail.outbox
    assert letter.to == [editor.user.email]
    assert letter.subject == "Un projet répond à « Le verger raconté »"
    assert reverse("stories:reply", args=[StoryReply.objects.get().pk]) in letter.body and "ruches" not in letter.body


def test_it_waits_for_an_editor_then_stands_in_the_story_until_it_is_taken_back(inside, story, project):  # noqa: F811
    assert "Le verger raconté" in text_of(inside.get(at("replies", project)))
    assert "Écrivez votre réponse" in text_of(reply(inside, story, ""))
    assert "La Rédaction la lit" in text_of(reply(inside, story, "Nous avons aussi <b>deux</b> ruches."))
    assert "deux" not in public(story)
    editor = signed_in(editor=True)
    assert "répond à un récit" in text_of(editor.get("/admin/"))
    assert "Nous avons aussi <b>deux</b> ruches." in text_of(editor.get(reverse(REPLIES)))
    assert signed_in(story.classroom.owner).get(reverse(REPLIES)).status_code in {302, 404}
    assert "à la fin du récit" in text_of(decide(editor, "take"))
    page = public(story)
    assert "La réponse de Le Verger du Passage" in page
    assert "Nous avons aussi <b>deux</b> ruches." in page
    after = StoryPage.objects.get(pk=story.pk)
    assert not after.has_unpublished_changes
    assert after.get_latest_revision_as_object().reply == after.reply
    assert not StoryReply.objects.exists()
    assert "Votre réponse est dans le récit" in text_of(inside.get(at("replies", project)))
    inside.post(at("replies", project), {"withdraw": story.pk})
    assert "ruches" not in public(story)
    assert tables_with("deux</b> ruches") == set()


def test_set_aside_its_words_go_and_who_wrote_it_learns_of_it(inside, story, project):  # noqa: F811
    reply(inside, story, "Ce récit est nul.")
    editor, waiting = signed_in(editor=True), StoryReply.objects.get()
    assert "écartée" in text_of(decide(editor, "aside"))
    assert tables_with("Ce récit est nul") == set()
    assert "n’a pas fait paraître" in text_of(inside.get(at("replies", project)))
    again = editor.post(reverse("stories:reply", args=[waiting.pk]), {"take": "1"})
    assert "déjà réglée" in said(again)
    reply(inside, story, "Il manque le compost.")
    assert StoryReply.objects.waiting().count() == 1


def test_what_is_written_over_it_meanwhile_is_read_first(inside, story):  # noqa: F811
    reply(inside, story, "Nous avons deux ruches.")
    editor = signed_in(editor=True)
    read = read_by(editor)
    reply(inside, story, "Achetez chez moi.")
    for decision in ("take", "aside"):
        address = reverse("stories:reply", args=[StoryReply.objects.get().pk])
        assert "récrire sa réponse" in said(editor.post(address, {decision: "1", "read": read}))
    assert "Achetez" not in public(story) and StoryReply.objects.waiting().get().words == "Achetez chez moi."
    assert "à la fin du récit" in text_of(decide(editor, "take"))


def test_a_first_name_keeps_it_in_the_draft_and_an_erasure_finds_it_before(inside, story):  # noqa: F811
    pupil = Photo.objects.get().pupil
    pupil.public_name = "Zéphyrine"
    pupil.save()
    reply(inside, story, "Merci à Zéphyrine pour les radis.")
    editor = signed_in(editor=True)
    page = decide(editor, "take")
    assert "Réponse du projet" in text_of(page)
    assert "Zéphyrine" not in public(story)
    current = StoryPage.objects.get(pk=story.pk)
    assert current.live
    assert current.reply == ""
    assert current.has_unpublished_changes
    assert "Zéphyrine" in current.get_latest_revision_as_object().reply
    reply(inside, story, "Et encore merci à Zéphyrine.")
    erase_pupil(pupil=pupil, by=story.classroom.owner)
    assert tables_with("Zéphyrine") == set()
    assert StoryReply.objects.get().words == "Et encore merci à Renard."


def test_nobody_answers_for_the_project_of_somebody_else(inside, story, project):  # noqa: F811
    other = published_story("Ailleurs")
    assert reply_to(inside, project, other).status_code == 404
    assert "Ailleurs" not in text_of(inside.get(at("replies", project)))
    assert inside.get(at("replies", other.project)).status_code == 404
    keep(other.project, "other@example.org")
    assert inside.get(at("replies", other.project)).status_code == 404
    story.unpublish()
    assert reply_to(inside, project, story).status_code == 404
    assert not StoryReply.objects.exists()


def reply_to(inside, project, story):  # noqa: F811
    return inside.post(at("replies", project), {"story": story.pk, f"story-{story.pk}-words": "Non."})
