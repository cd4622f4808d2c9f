"""“Please don't publish my photo”, said at any time, reaches what is published in the same request."""

import pytest
from django.urls import reverse

from classrooms.actions.join_tablet import join_with_card
from classrooms.cards import card_token_of
from cms.models import PublicImage, StoryPage
from investigations.actions.review import withhold_photo
from investigations.models import Photo
from tests.cms.stories import draft_story, published_story

pytestmark = pytest.mark.django_db


def object_to(client, photo):
    token = join_with_card(card=card_token_of(photo.pupil), address="127.0.0.1").pupil_token
    return client.put(reverse("api:objection", args=[photo.pk]), headers={"Authorization": f"Bearer {token}"})


def photos_of(story):
    return [block.value["photo"] for block in story.body if block.block_type == "photo"]


def test_a_pupils_wish_takes_the_picture_out_of_the_published_story(client):
    story, photo = published_story(), Photo.objects.get()
    assert "recit-" in client.get(story.url).content.decode()
    assert object_to(client, photo).status_code == 200
    page = client.get(story.url)
    assert page.status_code == 200
    assert "recit-" not in page.content.decode()
    assert not PublicImage.objects.exists()
    story = StoryPage.objects.get(pk=story.pk)
    assert photos_of(story) == photos_of(story.get_latest_revision_as_object()) == []


def test_a_draft_loses_it_too_and_stays_a_draft(client):
    story, photo = draft_story(), Photo.objects.get()
    object_to(client, photo)
    story = StoryPage.objects.get(pk=story.pk)
    assert not story.live
    assert photos_of(story.get_latest_revision_as_object()) == []


def test_what_else_the_draft_says_is_kept_and_not_published(client):
    story, photo = published_story("Paru"), Photo.objects.get()
    story.title = "Pas encore paru"
    story.save_revision()
    object_to(client, photo)
    story = StoryPage.objects.get(pk=story.pk)
    assert story.title == "Paru"
    assert story.get_latest_revision_as_object().title == "Pas encore paru"


def test_a_photo_withheld_by_its_teacher_leaves_the_public_site(client):
    story, photo = published_story(), Photo.objects.get()
    withhold_photo(photo=photo, by=story.classroom.owner)
    assert "recit-" not in client.get(story.url).content.decode()
    assert not PublicImage.objects.exists()


def test_the_pupils_learn_that_their_story_is_published(client):
    story, photo = published_story(), Photo.objects.get()
    token = join_with_card(card=card_token_of(photo.pupil), address="127.0.0.1").pupil_token
    missions = client.get(reverse("api:missions"), headers={"Authorization": f"Bearer {token}"}).json()["missions"]
    assert missions[0]["story"]["title"] == story.title
    assert client.get(missions[0]["story"]["url"]).status_code == 200
