"""From a photo with real faces to what the public may see, and back as far as anything unmasked is kept."""

import numpy as np
import pytest

from classrooms.errors import Refusal
from cms.actions.compose_story import Pick, compose_story
from cms.actions.found_site import found_site
from cms.models import PublicImage, StoryPage
from investigations.actions.mask_photo import add_mask, remove_mask
from investigations.actions.review import clear_photo, withhold_photo
from investigations.masks import search_faces, search_what_waits
from investigations.models import Photo, Report
from investigations.photos import Box
from investigations.photos.intake import intake
from investigations.photos.masking import opened
from investigations.selection import findings_of
from investigations.tasks import forget_originals
from tests.cms.stories import allow_texts, with_alternative_texts
from tests.faces import group_photo
from tests.investigations.factories import PhotoFactory
from tests.pictures import encoded

pytestmark = [pytest.mark.django_db, pytest.mark.faces]
CORNER = Box(0.05, 0.05, 0.15, 0.2)


@pytest.fixture(scope="module")
def class_photo():
    """Four faces: upright, lying to both sides, upside down; and where they are."""
    picture, faces = group_photo(heights=(90, 90, 90, 90), size=(1000, 750))
    return intake(encoded(picture)), faces


@pytest.fixture
def photo(class_photo):
    return PhotoFactory(picture=class_photo[0], unsearched=True)


@pytest.fixture
def teacher(photo):
    return photo.assignment.investigation.classroom.owner


def pixels(field):
    with field.open("rb") as file:
        return np.asarray(opened(file.read()), dtype=int)


def is_flat(picture, box):
    left, top, right, bottom = box.pixels((picture.shape[1], picture.shape[0]))
    # The heart of the place: JPEG lets the border's squares of 16 pixels run over it.
    across, down = (right - left) // 4, (bottom - top) // 4
    heart = picture[top + down : bottom - down, left + across : right - across]
    return heart.std(axis=(0, 1)).max() < 3


def test_every_face_is_masked_in_what_is_shown_and_none_in_what_is_kept_privately(photo, class_photo):
    search_faces(photo.pk)
    photo.refresh_from_db()
    shown, kept = pixels(photo.masked), pixels(photo.clean)
    assert shown.shape == kept.shape
    for face in class_photo[1]:
        assert is_flat(shown, face)
        assert not is_flat(kept, face)
        assert is_flat(pixels(photo.masked_thumbnail), face)
    assert photo.masks.count() >= len(class_photo[1])


def test_it_is_searched_once_however_often_the_task_runs(photo):
    for _ in range(2):
        search_faces(photo.pk)
    photo.refresh_from_db()
    name, count = photo.masked.name, photo.masks.count()
    search_what_waits()
    photo.refresh_from_db()
    assert (photo.masked.name, photo.masks.count()) == (name, count)


def test_a_photo_that_was_not_searched_is_neither_cleared_nor_masked_by_hand(photo, teacher):
    for act in (
        lambda: clear_photo(photo=photo, nobody_recognisable=True, by=teacher),
        lambda: add_mask(photo=photo, box=CORNER, by=teacher),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code == "not_searched"
    Photo.objects.update(state=Photo.State.CLEARED)
    assert not Photo.objects.publishable().exists()
    assert not Photo.objects.get().is_publishable


def test_a_photo_from_before_faces_were_looked_for_is_cleared_again_only_if_there_are_some(photo):
    nobody = PhotoFactory(report__assignment=photo.assignment, unsearched=True)
    Photo.objects.update(state=Photo.State.CLEARED)
    search_what_waits()
    assert Photo.objects.get(pk=photo.pk).state == Photo.State.RECEIVED
    assert Photo.objects.get(pk=nobody.pk).is_publishable


def test_what_waited_is_searched_by_the_daily_task(photo):
    search_what_waits()
    photo.refresh_from_db()
    assert photo.is_searched


def test_a_mask_is_drawn_and_a_false_one_taken_away(photo, teacher, django_capture_on_commit_callbacks):
    search_faces(photo.pk)
    with django_capture_on_commit_callbacks(execute=True):
        mask = add_mask(photo=photo, box=CORNER, by=teacher)
    photo.refresh_from_db()
    assert is_flat(pixels(photo.masked), CORNER)
    former = photo.masked.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_mask(mask=mask, by=teacher)
    photo.refresh_from_db()
    assert not is_flat(pixels(photo.masked), CORNER)
    assert not photo.masked.storage.exists(former)
    mask.refresh_from_db()
    assert (mask.removed_by, mask.drawn_by) == (teacher, teacher)


@pytest.mark.parametrize(
    ("box", "code"), [(Box(0.5, 0.5, 0.505, 0.9), "too_small"), (Box(0.9, 0.9, 0.9, 0.9), "too_small")]
)
def test_a_slip_of_the_finger_is_no_mask(photo, teacher, box, code):
    search_faces(photo.pk)
    with pytest.raises(Refusal) as refusal:
        add_mask(photo=photo, box=box, by=teacher)
    assert refusal.value.code == code


def test_a_rectangle_that_was_drawn_backwards_is_the_same(photo, teacher):
    search_faces(photo.pk)
    mask = add_mask(photo=photo, box=Box(0.15, 0.2, 0.05, 0.05), by=teacher)
    assert mask.box == CORNER


@pytest.mark.django_db(transaction=True)
def test_the_public_picture_is_the_masked_one_and_goes_when_masks_change(class_photo):
    found_site()
    photo = PhotoFactory(picture=class_photo[0], unsearched=True)
    search_faces(photo.pk)
    teacher = photo.assignment.investigation.classroom.owner
    photo = clear_photo(photo=Photo.objects.get(pk=photo.pk), nobody_recognisable=True, by=teacher)
    story = story_with(photo, teacher)
    image = PublicImage.objects.get(story=story)
    for face in class_photo[1]:
        assert is_flat(pixels(image.file), face)
    name, storage = image.file.name, image.file.storage
    add_mask(photo=photo, box=CORNER, by=teacher)
    assert not storage.exists(name)
    assert not PublicImage.objects.exists()
    assert Photo.objects.get(pk=photo.pk).state == Photo.State.RECEIVED
    assert not [block for block in StoryPage.objects.get(pk=story.pk).body if block.block_type == "photo"]


def story_with(photo, teacher) -> StoryPage:
    Report.objects.filter(pk=photo.report_id).update(state=Report.State.ACCEPTED)
    investigation = photo.assignment.investigation
    picks = [Pick(finding.key) for finding in findings_of(investigation)]
    allow_texts(photo)
    story = compose_story(investigation=investigation, title="La classe", picks=picks, by=teacher)
    with_alternative_texts(story).get_latest_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


def test_what_was_set_aside_keeps_its_masked_copy_only_and_from_then_on_masks_are_but_added(
    photo, teacher, class_photo, django_capture_on_commit_callbacks
):
    search_faces(photo.pk)
    withhold_photo(photo=photo, by=teacher)
    photo.refresh_from_db()
    assert photo.clean
    with django_capture_on_commit_callbacks(execute=True):
        forget_originals.call()
    photo.refresh_from_db()
    assert not (photo.clean or photo.thumbnail or photo.original or photo.received)
    assert is_flat(pixels(photo.masked), class_photo[1][0])
    with pytest.raises(Refusal) as refusal:
        remove_mask(mask=photo.masks.first(), by=teacher)
    assert refusal.value.code == "gone"
    add_mask(photo=photo, box=CORNER, by=teacher)
    photo.refresh_from_db()
    assert is_flat(pixels(photo.masked), CORNER)
    assert is_flat(pixels(photo.masked), class_photo[1][0])


def test_what_can_not_be_searched_keeps_nothing_else_from_being_forgotten(photo, teacher):
    broken = PhotoFactory(report__assignment=photo.assignment, unsearched=True)
    broken.clean.storage.delete(broken.clean.name)
    Photo.objects.update(reviewed_at="2020-01-01T00:00:00Z")
    search_what_waits()
    assert Photo.objects.get(pk=photo.pk).is_searched
    forget_originals.call()
    assert not Photo.objects.get(pk=photo.pk).clean
    assert Photo.objects.get(pk=broken.pk).clean
