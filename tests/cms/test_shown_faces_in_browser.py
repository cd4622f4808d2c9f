"""From the teacher's screen to a reader's: who is named and allowed is seen, and nobody once that is taken back."""

from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from cms.models import StoryPage
from investigations.masks import search_faces
from investigations.models import Consent, Photo
from investigations.photos.intake import intake
from tests.browser import LAPTOP
from tests.classrooms.factories import PupilFactory
from tests.classrooms.screens import signed_in
from tests.cms.stories import draft_story
from tests.cms.test_shown_faces import mask_over, seen_in
from tests.faces import group_photo
from tests.investigations.factories import ConsentFactory
from tests.pictures import encoded

pytestmark = [pytest.mark.browser, pytest.mark.faces]


@pytest.fixture
def class_photo():
    picture, faces = group_photo(heights=(80, 80, 80, 80), size=(1400, 1050))
    return intake(encoded(picture)), faces


@pytest.fixture
def story(site, class_photo):
    story = draft_story(picture=class_photo[0])
    photo = Photo.objects.get()
    Photo.objects.filter(pk=photo.pk).update(masked="", state=Photo.State.RECEIVED)
    search_faces(photo.pk)
    return story


@pytest.fixture
def desk(page, site, story):
    """The teacher's browser."""
    session = signed_in(story.classroom.owner).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.set_viewport_size(LAPTOP)
    return page


@pytest.fixture
def reader(browser):
    context = browser.new_context()
    yield context
    context.close()


def faces_read(reader, address, original, faces) -> list[set[int]]:
    """For each picture of the public page that a reader's browser got, which faces are on it."""
    page, got = reader.new_page(), []
    page.on("response", lambda answer: got.append(answer) if "/media/" in answer.url else None)
    page.goto(address)
    seen = "[...document.images].filter((image) => image.checkVisibility())"
    page.wait_for_function(f"() => {seen}.every((image) => image.complete)")
    seen = []
    for answer in got:
        image = Image.open(BytesIO(answer.body()))
        seen.append({number for number, face in enumerate(faces) if seen_in(image, original, face)})
    page.close()
    return seen


def test_two_who_allow_it_are_seen_and_nobody_after_one_took_it_back(site, desk, reader, story, class_photo):
    photo, (picture, faces) = Photo.objects.get(), class_photo
    original = Image.open(BytesIO(picture.clean))
    friend = PupilFactory(classroom=story.classroom)
    given = [
        ConsentFactory(pupil=pupil, investigation=story.investigation, what=Consent.What.IMAGE)
        for pupil in (photo.pupil, friend)
    ]
    desk.goto(site + reverse("review:masks", args=[photo.report_id, photo.pk]))
    for face, pupil in zip(faces, (photo.pupil, friend), strict=False):
        row = desk.locator(f'[data-for="{mask_over(face).pk}"]')
        row.get_by_role("combobox").select_option(label=f"{pupil.public_name} – image autorisée")
        row.get_by_role("button", name="Nommer").click()
        expect(desk.get_by_text(f"{pupil.public_name} : le visage est montré, sous son autorisation.")).to_be_visible()
    desk.get_by_label("Personne d’autre n’est reconnaissable").check()
    desk.get_by_role("button", name="Valider la photo").click()
    expect(desk.get_by_text("La photo est validée")).to_be_visible()
    story.get_latest_revision().publish()
    address = site + StoryPage.objects.get().url
    shown = faces_read(reader, address, original, faces)
    assert shown
    assert all(one == {0, 1} for one in shown)
    desk.goto(site + reverse("investigations:withdraw_consent", args=[story.investigation_id, given[0].pk]))
    desk.get_by_role("button", name="Retirer l’autorisation").click()
    expect(desk.get_by_text("ce qui en dépendait n’est plus public")).to_be_visible()
    assert faces_read(reader, address, original, faces) == []
