"""A photo that kills the process that decodes it: what pupil, teacher and task worker see; the next one works."""

import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from investigations.actions.mask_photo import name_mask
from investigations.actions.withdraw_consent import lapse_consents, withdraw_consent
from investigations.masks import search_what_waits
from investigations.models import Consent, Photo
from investigations.originals import keep_upright_original
from investigations.photos import DECODER, PhotoRefused
from investigations.tasks import search_faces
from tests import pictures
from tests.classrooms.screens import said, signed_in
from tests.investigations.api.tablet import tablet_of
from tests.investigations.factories import AssignmentFactory, ConsentFactory, PhotoFactory

pytestmark = pytest.mark.django_db

CORNER = {"left": "0.1", "top": "0.1", "right": "0.2", "bottom": "0.2", "add": "1"}


@pytest.fixture
def limits(monkeypatch):
    """Sets the limits of this process's decoder, whose child starts anew before and afterwards."""

    def limit(**given):
        DECODER.end()
        for name, value in given.items():
            monkeypatch.setattr(DECODER, name, value)

    yield limit
    DECODER.end()


@pytest.fixture
def assignment():
    return AssignmentFactory()


def sharp():
    return pictures.encoded(pictures.photograph("coffee"))


def test_a_bomb_is_refused_in_words_leaves_nothing_and_the_next_photo_arrives(assignment, limits):
    # 49 megapixels in a few kilobytes, well formed: under these limits what a real bomb would be under the usual ones.
    limits(memory=64 * 1024 * 1024)
    bomb = pictures.png_of(7000, 7000, pictures.zeros(7000 * 21_001), colour=2)
    tablet = tablet_of(assignment)
    for arrived in range(2):
        answer = tablet.send_photo(bomb, assignment)
        assert (answer.status_code, answer.json()["code"]) == (422, "damaged")
        assert answer.json()["detail"] == "La photo est abîmée. Prends-la encore une fois."
        files = [path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()]
        assert (Photo.objects.count(), len(files)) == (arrived, 3 * arrived)
        assert tablet.send_photo(sharp(), assignment).status_code == 201


def test_where_photos_can_not_be_decoded_at_all_the_tablet_keeps_its_photo_and_comes_back(assignment, limits):
    limits(memory=1)
    photo = uuid.uuid4()
    answer = tablet_of(assignment).send_photo(sharp(), assignment, photo=photo)
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "busy", "5")
    assert not Photo.objects.exists()
    limits(memory=512 * 1024 * 1024)
    assert tablet_of(assignment).send_photo(sharp(), assignment, photo=photo).status_code == 201


@pytest.mark.parametrize("limit", [{"seconds": 0.001}, {"memory": 1}])
def test_a_mask_that_can_not_be_made_is_said_and_changes_nothing(limits, limit):
    photo = PhotoFactory(unsearched=True)
    search_faces.call(str(photo.pk))
    photo.refresh_from_db()
    before = photo.masked.name
    teacher = signed_in(photo.assignment.investigation.classroom.owner)
    address = reverse("review:masks", args=[photo.report_id, photo.pk])
    limits(**limit)
    assert "n’a pas pu être masquée. Réessayez" in said(teacher.post(address, CORNER, follow=True))
    photo.refresh_from_db()
    assert (photo.masked.name, photo.masks.count()) == (before, 0)
    limits(seconds=60, memory=512 * 1024 * 1024)
    assert "Le masque est posé" in said(teacher.post(address, CORNER, follow=True))


def test_a_consent_whose_mask_can_not_be_laid_back_yet_is_withdrawn_all_the_same_and_masked_later(limits):
    photo = PhotoFactory(unsearched=True)
    search_faces.call(str(photo.pk))
    investigation = photo.assignment.investigation
    consent = ConsentFactory(pupil=photo.pupil, investigation=investigation, what=Consent.What.IMAGE)
    mask = photo.masks.create(left=0.1, top=0.1, right=0.3, bottom=0.3, score=0.9)
    assert name_mask(mask=mask, person=photo.pupil, by=investigation.classroom.owner)
    limits(seconds=0.001)
    withdraw_consent(consent=consent, by=investigation.classroom.owner)
    assert not Consent.objects.standing().exists()
    assert Photo.objects.to_mask_again().get() == photo
    limits(seconds=60)
    lapse_consents()
    assert not Photo.objects.to_mask_again().exists()
    mask.refresh_from_db()
    assert mask.lifted_at is None


def test_a_search_that_dies_leaves_the_photo_unsearched_until_the_daily_one(limits):
    photo, other = PhotoFactory(unsearched=True), PhotoFactory(unsearched=True)
    limits(seconds=0.001)
    with pytest.raises(PhotoRefused):
        search_faces.call(str(photo.pk))
    search_what_waits()
    assert not Photo.objects.exclude(masked="").exists()
    limits(seconds=60)
    search_what_waits()
    assert {one.pk for one in Photo.objects.exclude(masked="")} == {photo.pk, other.pk}


def test_what_was_received_waits_where_nothing_can_be_decoded(assignment, limits):
    tablet_of(assignment).send_photo(sharp(), assignment)
    photo = Photo.objects.get()
    limits(memory=1)
    with pytest.raises(ChildProcessError):
        keep_upright_original(photo.pk)
    photo.refresh_from_db()
    assert photo.received.storage.exists(photo.received.name)
    limits(memory=512 * 1024 * 1024)
    keep_upright_original(photo.pk)
    photo.refresh_from_db()
    assert photo.original
