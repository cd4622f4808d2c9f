"""A class photo with real faces: without consents nobody is seen anywhere; with two, exactly those two (promise 3)."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from classrooms.actions.remove_pupil import remove_pupils
from classrooms.errors import Refusal
from cms.models import PublicImage, StoryPage
from cms.rendition_tasks import make_renditions
from investigations.actions.mask_photo import lay_mask_back, name_mask, remove_mask
from investigations.actions.review import clear_photo
from investigations.actions.withdraw_consent import lapse_consents, preview_ending, withdraw_consent
from investigations.masks import search_faces
from investigations.models import Consent, Photo
from investigations.photos.intake import intake
from tests.classrooms.factories import PupilFactory
from tests.cms.stories import draft_story
from tests.dump import public_files
from tests.faces import group_photo
from tests.investigations.factories import ConsentFactory
from tests.pictures import encoded

pytestmark = [pytest.mark.django_db, pytest.mark.faces]
# A face shown is the very picture, but for compression; a mask is flat and correlates with nothing.
SAME = 0.6


@pytest.fixture(scope="module")
def picture():
    return intake(encoded(group_photo(heights=(80, 80, 80, 80), size=(1400, 1050))[0]))


@pytest.fixture(scope="module")
def faces():
    return group_photo(heights=(80, 80, 80, 80), size=(1400, 1050))[1]


@pytest.fixture
def story(picture):
    """A draft that shows the photo, every face of which is masked."""
    story = draft_story(picture=picture)
    photo = Photo.objects.get()
    Photo.objects.filter(pk=photo.pk).update(masked="")
    search_faces(photo.pk)
    clear(photo)
    return story


@pytest.fixture
def teacher(story):
    return story.classroom.owner


def clear(photo):
    photo.refresh_from_db()
    clear_photo(photo=photo, nobody_recognisable=True, by=photo.assignment.investigation.classroom.owner)


def mask_over(face):
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    masks = Photo.objects.get().masks.on_people()
    return next(one for one in masks if one.left < across < one.right and one.top < down < one.bottom)


def allow(story, pupil):
    return ConsentFactory(pupil=pupil, investigation=story.investigation, what=Consent.What.IMAGE)


def publish(story, photo):
    """As a teacher does after a change of masks: look, clear, put the picture back in, publish."""
    clear(photo)
    story.save_revision().publish()


def gray(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("L"), dtype=float)


def seen_in(image: Image.Image, original: Image.Image, face) -> bool:
    """Whether the pixels of a face are in an image of any size, by correlation with the original at its place."""
    left, top, right, bottom = face.pixels(original.size)
    there = gray(original)[top:bottom, left:right].ravel()
    here = gray(image.resize(original.size))[top:bottom, left:right].ravel()
    return bool(here.std() > 1 and np.corrcoef(there, here)[0, 1] > SAME)


def faces_public(picture, faces) -> list[set[int]]:
    """For each image file that the public site has, which faces it shows."""
    original = Image.open(BytesIO(picture.clean))
    return [
        {number for number, face in enumerate(faces) if seen_in(Image.open(path), original, face)}
        for path in public_files()
        if path.suffix in {".jpg", ".jpeg", ".png", ".webp", ".avif"}
    ]


def test_without_a_consent_nobody_is_seen_and_no_mask_comes_off(story, teacher, picture, faces, client):
    pupil = Photo.objects.get().pupil
    assert not name_mask(mask=mask_over(faces[0]), person=pupil, by=teacher)
    with pytest.raises(Refusal, match="c’est un visage"):
        remove_mask(mask=mask_over(faces[0]), by=teacher)
    story.save_revision().publish()
    assert client.get(StoryPage.objects.get().url).status_code == 200
    shown = faces_public(picture, faces)
    assert shown
    assert set().union(*shown) == set()


def test_with_two_consents_exactly_those_two_show_and_a_withdrawn_one_leaves_every_public_place_at_once(
    story, teacher, picture, faces, client, django_capture_on_commit_callbacks
):
    photo = Photo.objects.get()
    pupils = [photo.pupil, PupilFactory(classroom=story.classroom), PupilFactory(classroom=story.classroom)]
    given = [allow(story, pupil) for pupil in pupils[:2]]
    for face, pupil in zip(faces, pupils, strict=False):
        name_mask(mask=mask_over(face), person=pupil, by=teacher)
    publish(story, photo)
    make_renditions.call(story.pk)
    shown = faces_public(picture, faces)
    assert len(shown) > 1
    assert all(one == {0, 1} for one in shown)
    photo.refresh_from_db()
    unmasked = [photo.clean.name, photo.thumbnail.name, photo.masked.name, photo.masked_thumbnail.name]
    told = preview_ending(given[0])
    assert (told.photos, told.stories[0].photos) == (1, 1)
    assert all(one == {0, 1} for one in faces_public(picture, faces))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(consent=given[0], by=teacher)
    assert not PublicImage.objects.exists()
    assert faces_public(picture, faces) == []
    assert "recit-" not in client.get(StoryPage.objects.get().url).content.decode()
    photo.refresh_from_db()
    assert photo.state == Photo.State.RECEIVED
    # In private storage as well only what is masked is left.
    assert (photo.clean.name, photo.thumbnail.name) == ("", "")
    assert not any(photo.masked.storage.exists(name) for name in unmasked)
    with photo.masked.open() as file:
        image, original = Image.open(file), Image.open(BytesIO(picture.clean))
        assert [seen_in(image, original, face) for face in faces] == [False, True, False, False]


def test_a_consent_that_runs_out_puts_its_mask_back(story, teacher, picture, faces):
    photo = Photo.objects.get()
    given = allow(story, photo.pupil)
    assert name_mask(mask=mask_over(faces[0]), person=photo.pupil, by=teacher)
    publish(story, photo)
    Consent.objects.filter(pk=given.pk).update(starts_on="2020-01-01", ends_on="2020-02-01")
    with pytest.raises(Refusal, match="un visage y est montré sans autorisation"):
        story.save_revision().publish()
    lapse_consents()
    assert not PublicImage.objects.exists()
    assert not Photo.objects.get().masks.lifted().exists()


def test_a_mask_is_put_back_by_hand_and_the_person_stays_named(story, teacher, faces):
    photo = Photo.objects.get()
    allow(story, photo.pupil)
    mask = mask_over(faces[0])
    name_mask(mask=mask, person=photo.pupil, by=teacher)
    lay_mask_back(mask=mask, by=teacher)
    mask.refresh_from_db()
    assert (mask.lifted_at, mask.pupil) == (None, photo.pupil)
    assert Photo.objects.get().state == Photo.State.RECEIVED


def test_nobody_of_another_class_is_named(story, teacher, faces):
    stranger = PupilFactory()
    with pytest.raises(Refusal, match="n’est pas de cette enquête"):
        name_mask(mask=mask_over(faces[0]), person=stranger, by=teacher)


def test_a_pupil_who_leaves_takes_their_face_along(story, teacher, picture, faces):
    photo = Photo.objects.get()
    other = PupilFactory(classroom=story.classroom)
    allow(story, other)
    name_mask(mask=mask_over(faces[1]), person=other, by=teacher)
    publish(story, photo)
    remove_pupils(pupils=[other], user=teacher)
    assert not PublicImage.objects.exists()
    assert not Photo.objects.get().masks.lifted().exists()
