"""A photo is public while a story that shows it is, and never otherwise (design.md, promise 2)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from classrooms.errors import Refusal
from cms.actions.compose_story import Pick, compose_story
from cms.models import PublicImage
from investigations.models import Photo, Report
from investigations.selection import findings_of
from tests.cms.stories import allow_texts, with_alternative_texts
from tests.investigations.factories import PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    photo = PhotoFactory(cleared=True)
    Report.objects.filter(pk=photo.report_id).update(state=Report.State.ACCEPTED)
    return photo


@pytest.fixture
def story(photo):
    investigation = photo.assignment.investigation
    allow_texts(photo)
    picks = [Pick(finding.key) for finding in findings_of(investigation)]
    owner = investigation.classroom.owner
    return with_alternative_texts(
        compose_story(investigation=investigation, title="Le jardin secret", picks=picks, by=owner)
    )


def public_files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_composed_story_is_a_draft_that_remembers_each_report(story, photo):
    assert not story.live
    assert [block.block_type for block in story.body].count("photo") == 1
    assert {b.value["report"] for b in story.body if b.block_type != "project"} == {str(photo.report_id)}
    assert not PublicImage.objects.exists()


def test_an_answer_set_aside_cannot_enter_a_story(photo):
    investigation = photo.assignment.investigation
    report = Report.objects.get(pk=photo.report_id)
    question = investigation.questions[0]["id"]
    report.verdicts.create(question_id=question, verdict="set_aside")
    assert f"answer:{report.pk}:{question}" not in [finding.key for finding in findings_of(investigation)]
    with pytest.raises(Refusal, match="n’est plus acceptée"):
        compose_story(
            investigation=investigation, title="Non", picks=[Pick(f"answer:{report.pk}:{question}")],
            by=investigation.classroom.owner,
        )  # fmt: skip


def test_publishing_makes_the_image_and_unpublishing_deletes_it_with_its_renditions(
    story, photo, django_capture_on_commit_callbacks
):
    before = set(public_files())
    story.get_latest_revision().publish()
    image = PublicImage.objects.get(story=story)
    assert image.photo == photo
    assert image.collection == story.classroom.collection
    image.get_rendition("width-320")
    assert len(set(public_files()) - before) == 2
    with django_capture_on_commit_callbacks(execute=True):
        story.refresh_from_db()
        story.unpublish()
    assert not PublicImage.objects.exists()
    assert set(public_files()) == before


@pytest.mark.parametrize("spoil", [{"state": Photo.State.WITHHELD}, {"objected_at": timezone.now()}])
def test_publishing_is_refused_whole_while_a_photo_may_not_be_public(story, photo, spoil):
    Photo.objects.filter(pk=photo.pk).update(**spoil)
    with pytest.raises(Refusal, match="n’est pas validée"):
        story.get_latest_revision().publish()
    story.refresh_from_db()
    assert not story.live
    assert not PublicImage.objects.exists()


def test_a_photo_of_another_investigation_cannot_be_published(story, photo):
    stranger = PhotoFactory(cleared=True)
    story.body = [("photo", {"photo": str(stranger.pk), "alt": "Une tasse", "caption": "", "credit": "", "report": ""})]
    revision = story.save_revision()
    with pytest.raises(Refusal):
        revision.publish()
    assert not PublicImage.objects.exists()


def test_a_picture_without_words_for_those_who_cannot_see_it_is_not_published(story, photo):
    for block in story.body:
        if block.block_type == "photo":
            block.value["alt"] = " "
    revision = story.save_revision()
    with pytest.raises(Refusal, match="Photo 1 : pas de texte pour qui ne la voit pas"):
        revision.publish()
    assert not PublicImage.objects.exists()
