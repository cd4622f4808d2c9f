"""What a teacher types is kept, whatever it lacks; what is live stays as it was until something new is published."""

import pytest
from django.urls import reverse

from cms.models import PublicImage, StoryPage
from investigations.models import Consent, Photo
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in
from tests.cms.stories import draft_story, published_story
from tests.cms.test_story_admin import edit

pytestmark = pytest.mark.django_db


def test_publishing_without_a_consent_is_refused_with_a_way_to_mend_it():
    story = draft_story()
    Consent.objects.all().delete()
    client = signed_in(UserFactory(admin=True))
    answer = edit(client, story, "action-publish")
    page = client.get(answer.url).content.decode()
    assert "pas d’autorisation pour les textes" in page
    assert f'href="{reverse("stories:consents", args=[story.pk])}"' in page
    assert not StoryPage.objects.get(pk=story.pk).live


def test_the_draft_of_a_live_story_is_kept_whatever_it_lacks():
    story = published_story()
    Photo.objects.update(state=Photo.State.RECEIVED)
    client = signed_in(story.classroom.owner)
    story.title = "Demain"
    assert edit(client, story).status_code == 302
    kept = StoryPage.objects.get(pk=story.pk)
    assert (kept.live, kept.title) == (True, "Le jardin secret")
    assert kept.get_latest_revision_as_object().title == "Demain"


def test_a_draft_without_the_picture_leaves_it_in_what_is_live():
    story = published_story()
    client = signed_in(story.classroom.owner)
    story.drop_blocks(lambda block: block.block_type == "photo")
    assert edit(client, story).status_code == 302
    assert PublicImage.objects.filter(story=story).exists()
    assert "recit-" in client.get(story.url).content.decode()
