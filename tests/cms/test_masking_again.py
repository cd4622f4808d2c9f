"""A consent ends whatever happens to the pixels: the public part goes at once, the mask comes back when it can."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from classrooms.actions.remove_pupil import remove_pupils
from classrooms.errors import Refusal
from cms.models import PublicImage, StoryPage
from investigations.actions.mask_photo import name_mask
from investigations.actions.review import clear_photo
from investigations.actions.withdraw_consent import lapse_consents
from investigations.models import Consent, Mask, Photo
from investigations.photos import DECODER
from investigations.photos.intake import intake
from tests.classrooms.factories import PupilFactory, UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.stories import draft_story
from tests.cms.test_shown_faces import seen_in
from tests.dump import public_files
from tests.faces import FACE
from tests.investigations.api.tablet import Tablet
from tests.investigations.factories import ConsentFactory
from tests.pictures import encoded, photograph

pytestmark = pytest.mark.django_db
UNMASKED = ("clean", "thumbnail")


@pytest.fixture(scope="module")
def picture():
    return intake(encoded(photograph("astronaut")))


@pytest.fixture
def story(picture, client):
    """Published, with a face that is shown under a consent."""
    story = draft_story(picture=picture)
    photo, teacher = Photo.objects.get(), story.classroom.owner
    pupil = PupilFactory(classroom=story.classroom)
    ConsentFactory(pupil=pupil, investigation=story.investigation, what=Consent.What.IMAGE)
    edges = {"left": FACE.left, "top": FACE.top, "right": FACE.right, "bottom": FACE.bottom}
    photo.original.save(f"tests/{photo.pk}/original.jpg", ContentFile(picture.clean))
    assert name_mask(mask=photo.masks.create(**edges), person=pupil, by=teacher)
    clear_photo(photo=photo, nobody_recognisable=True, by=teacher)
    story.save_revision().publish()
    client.get(StoryPage.objects.get().url)
    assert any(path.suffix == ".jpg" for path in public_files())
    return StoryPage.objects.get()


@pytest.fixture
def given(story):
    return Consent.objects.get(what=Consent.What.IMAGE)


def no_child(monkeypatch):
    DECODER.end()
    monkeypatch.setattr("investigations.photos.decoder.sys.executable", "/bin/false")


def killed_child(monkeypatch):
    monkeypatch.setattr(DECODER, "seconds", 0.0001)


def full_disk(monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workshop.storage.DurableFileSystemStorage._save", full)


@pytest.fixture(params=[no_child, killed_child, full_disk])
def broken(request, story, monkeypatch):
    with monkeypatch.context() as patch:
        request.param(patch)
        yield patch


def as_teacher(story, consent):
    url = reverse("investigations:withdraw_consent", args=[story.investigation_id, consent.pk])
    return signed_in(story.classroom.owner), url


def as_editor(story, consent):
    return signed_in(UserFactory(editor=True)), reverse("stories:withdraw_consent", args=[story.pk, consent.pk])


def shows_the_face(content, picture) -> bool:
    return seen_in(Image.open(BytesIO(content)), Image.open(BytesIO(picture.clean)), FACE)


def masked_copy() -> bytes:
    with Photo.objects.get().masked.open("rb") as file:
        return file.read()


def assert_nothing_of_it_is_public(story, client):
    page = client.get(story.url)
    assert page.status_code == 200
    assert "recit-" not in page.content.decode()
    assert not PublicImage.objects.exists()
    assert not [path for path in public_files() if path.suffix == ".jpg"]
    assert Photo.objects.get().state == Photo.State.RECEIVED


def seen_by(story):
    """What each who might meet the photo is answered, but for the masked copy that teachers of the class review."""
    photo = Photo.objects.select_related("pupil").get()
    teacher, editor = signed_in(story.classroom.owner), signed_in(UserFactory(editor=True))
    for file in UNMASKED:
        yield teacher.get(reverse("review:photo_file", args=[photo.pk, file]))
        yield Tablet(photo.pupil).sign_in().get(f"photos/{photo.pk}/{file}")
    for adult in (teacher, editor):
        yield adult.get(reverse("stories:photo", args=[story.pk, photo.pk]))
        yield adult.get(reverse("stories:thumbnail", args=[photo.pk]))


@pytest.mark.parametrize("who", [as_teacher, as_editor])
def test_a_withdrawal_takes_effect_even_where_no_mask_can_be_burned_in(
    story, given, who, broken, client, picture, django_capture_on_commit_callbacks
):
    browser, url = who(story, given)
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(url, follow=True)
    assert "n’est plus public" in said(answer)
    assert "le masque n’a pas encore pu être remis" in said(answer)
    given.refresh_from_db()
    assert given.withdrawn_at
    assert_nothing_of_it_is_public(story, client)
    assert [answer.status_code for answer in seen_by(story)] == [404] * 8
    lapse_consents()
    assert Mask.objects.lifted().exists()
    broken.undo()
    with django_capture_on_commit_callbacks(execute=True):
        lapse_consents()
    photo = Photo.objects.get()
    assert not (photo.clean or photo.thumbnail or photo.original)
    assert not Mask.objects.lifted().exists()
    assert not shows_the_face(masked_copy(), picture)
    assert not any(shows_the_face(answer.getvalue(), picture) for answer in seen_by(story) if answer.status_code == 200)


def test_a_consent_that_runs_out_takes_effect_even_where_no_mask_can_be_burned_in(
    story, given, broken, client, django_capture_on_commit_callbacks
):
    Consent.objects.filter(pk=given.pk).update(starts_on="2020-01-01", ends_on="2020-02-01")
    with django_capture_on_commit_callbacks(execute=True):
        lapse_consents()
    given.refresh_from_db()
    assert given.lapsed_at
    assert_nothing_of_it_is_public(story, client)


def test_a_photo_is_not_cleared_while_it_shows_a_face_without_a_consent(story, given, broken, picture):
    browser, url = as_teacher(story, given)
    browser.post(url)
    photo = Photo.objects.get()
    screen = reverse("review:masks", args=[photo.report_id, photo.pk])
    word = {"nobody": "1", "seen": photo.masked_mark}
    assert "remettez son masque" in said(browser.post(screen, word, follow=True))
    assert Photo.objects.get().state == Photo.State.RECEIVED
    page = text_of(browser.get(screen))
    assert "visage montré sans autorisation" in page
    assert "Voir la photo sans masque" not in page
    report = text_of(browser.get(reverse("review:report", args=[photo.report_id])))
    assert "1 visage montré sans autorisation : remettez son masque" in report
    assert "sous autorisation" not in report
    assert "Personne d’autre" not in report + page
    broken.undo()
    assert "Le masque est remis" in said(browser.post(screen, {"lay_back": Mask.objects.get().pk}, follow=True))
    assert not shows_the_face(masked_copy(), picture)
    assert "validée" in said(browser.post(screen, word | {"seen": Photo.objects.get().masked_mark}, follow=True))


def test_while_a_face_waits_for_its_mask_no_other_mask_comes_off(story, given, broken):
    browser, url = as_teacher(story, given)
    photo = Photo.objects.get()
    found = photo.masks.create(left=0, top=0, right=0.1, bottom=0.1)
    browser.post(url)
    broken.undo()
    screen = reverse("review:masks", args=[photo.report_id, photo.pk])
    assert "ses masques restent" in said(browser.post(screen, {"remove": found.pk}, follow=True))


@pytest.mark.parametrize("damage", [b"no photo at all", None])
def test_where_the_original_is_unreadable_another_copy_is_masked(story, given, damage, picture):
    photo = Photo.objects.get()
    photo.original.storage.delete(photo.original.name)
    if damage:
        photo.original.storage.save(photo.original.name, ContentFile(damage))
    browser, url = as_teacher(story, given)
    assert "le masque n’a pas encore" not in said(browser.post(url, follow=True))
    assert not shows_the_face(masked_copy(), picture)
    assert not Photo.objects.get().clean


def test_a_pupil_is_not_removed_while_their_face_is_seen(story, given, broken):
    teacher = story.classroom.owner
    with pytest.raises(Refusal, match="n’a pas pu être masquée"):
        remove_pupils(pupils=[given.pupil], user=teacher)
    broken.undo()
    remove_pupils(pupils=[given.pupil], user=teacher)
    assert not Mask.objects.lifted().exists()
