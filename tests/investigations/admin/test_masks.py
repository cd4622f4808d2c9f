"""The teacher's screen of one photo: its masks, one more, one less, and the word that clears it."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from investigations.masks import search_faces
from investigations.models import Photo
from investigations.photos.intake import intake
from tests.browser import LAPTOP, PHONE
from tests.classrooms.factories import PupilFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.faces import group_photo
from tests.investigations.factories import ConsentFactory, PhotoFactory, ReportFactory
from tests.pictures import encoded

pytestmark = pytest.mark.faces


def masks_of(photo):
    return reverse("review:masks", args=[photo.report_id, photo.pk])


@pytest.fixture(scope="module")
def picture():
    return intake(encoded(group_photo(heights=(90, 90, 90, 90), size=(1000, 750))[0]))


@pytest.fixture
def photo(db, picture):
    return PhotoFactory(picture=picture, unsearched=True)


@pytest.fixture
def teacher(photo):
    return signed_in(photo.assignment.investigation.classroom.owner)


@pytest.mark.django_db
def test_until_it_is_searched_it_can_not_be_cleared(photo, teacher):
    assert "On cherche les visages" in text_of(teacher.get(masks_of(photo)))
    report = reverse("review:report", args=[photo.report_id])
    shown = text_of(teacher.get(report))
    assert "On cherche les visages" in shown
    assert "Valider la photo" not in shown
    assert "On cherche encore les visages" in said(teacher.post(masks_of(photo), {"nobody": "1"}, follow=True))


@pytest.mark.django_db
def test_masks_are_told_drawn_and_taken_away_and_the_photo_is_cleared(photo, teacher):
    search_faces(photo.pk)
    count = photo.masks.count()
    assert f"{count} visages masqués" in text_of(teacher.get(reverse("review:report", args=[photo.report_id])))
    edges = {"left": "0.1", "top": "0.1", "right": "0.2", "bottom": "0.2"}
    assert "Le masque est posé" in said(teacher.post(masks_of(photo), edges | {"add": "1"}, follow=True))
    page = text_of(teacher.get(masks_of(photo)))
    assert "posé par une personne" in page
    assert "trouvé par le logiciel" in page
    drawn = photo.masks.get(score=None)
    assert "Le masque est enlevé" in said(teacher.post(masks_of(photo), {"remove": drawn.pk}, follow=True))
    assert photo.masks.standing().count() == count
    assert "personne n’est reconnaissable" in said(teacher.post(masks_of(photo), {}, follow=True))
    cleared = teacher.post(masks_of(photo), {"nobody": "1"}, follow=True)
    assert "validée" in said(cleared)
    photo.refresh_from_db()
    assert photo.state == Photo.State.CLEARED


@pytest.mark.django_db
def test_a_picture_that_a_colleague_masked_otherwise_meanwhile_is_not_cleared_unseen(photo, teacher):
    search_faces(photo.pk)
    photo.refresh_from_db()
    seen, pages = photo.masked_mark, [masks_of(photo), reverse("review:report", args=[photo.report_id])]
    for page in map(text_of, map(teacher.get, pages)):
        assert f'name="seen" value="{seen}"' in page
        assert photo.masked.name.rpartition("/")[2] not in page
    teacher.post(masks_of(photo), {"remove": photo.masks.first().pk})
    refused = teacher.post(masks_of(photo), {"nobody": "1", "seen": seen}, follow=True)
    assert "Les masques de cette photo ont changé" in said(refused)
    photo.refresh_from_db()
    assert photo.state == Photo.State.RECEIVED
    assert "validée" in said(teacher.post(masks_of(photo), {"nobody": "1", "seen": photo.masked_mark}, follow=True))


@pytest.mark.django_db
def test_a_face_is_shown_once_the_teacher_says_whose_it_is_and_that_person_allows_it(photo, teacher):
    search_faces(photo.pk)
    mask, key = photo.masks.first(), f"pupil:{photo.pupil_id}"
    named = teacher.post(masks_of(photo), {"name": mask.pk, "person": key}, follow=True)
    assert "pas d’autorisation pour l’image, le masque reste" in said(named)
    assert "Enlever le masque 1" not in text_of(named)
    assert "c’est un visage" in said(teacher.post(masks_of(photo), {"remove": mask.pk}, follow=True))
    ConsentFactory(pupil=photo.pupil, investigation=photo.assignment.investigation)
    assert "image autorisée" in text_of(teacher.get(masks_of(photo)))
    shown = teacher.post(masks_of(photo), {"name": mask.pk, "person": key}, follow=True)
    assert "le visage est montré" in said(shown)
    assert "Personne d’autre n’est reconnaissable" in text_of(shown)
    report = text_of(teacher.get(reverse("review:report", args=[photo.report_id])))
    assert "1 visage montré, sous autorisation" in report
    assert "Le masque est remis" in said(teacher.post(masks_of(photo), {"lay_back": mask.pk}, follow=True))
    assert not photo.masks.lifted().exists()
    stranger = PupilFactory()
    assert "n’a plus de nom" in said(
        teacher.post(masks_of(photo), {"name": mask.pk, "person": f"pupil:{stranger.pk}"}, follow=True)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("edge", ["nan", "-0.2", "1.5", "left", ""])
def test_edges_that_are_not_on_the_photo_are_refused(photo, teacher, edge):
    search_faces(photo.pk)
    given = {"left": edge, "top": "0.1", "right": "0.2", "bottom": "0.2", "add": "1"}
    assert "masque" in said(teacher.post(masks_of(photo), given, follow=True))
    assert not photo.masks.filter(score=None).exists()


@pytest.mark.django_db
def test_another_reports_photo_and_another_photos_mask_are_not_found(photo, teacher):
    search_faces(photo.pk)
    other = PhotoFactory(report=ReportFactory(submitted=True))
    assert teacher.get(reverse("review:masks", args=[photo.report_id, other.pk])).status_code == 404
    assert teacher.post(reverse("review:photo", args=[photo.report_id, other.pk]), {"nobody": "1"}).status_code == 404
    foreign = other.masks.create(left=0, top=0, right=0.5, bottom=0.5)
    assert teacher.post(masks_of(photo), {"remove": foreign.pk}).status_code == 404


@pytest.fixture
def desk(page, site, picture):
    """The teacher's browser, at the masks of a photo with four faces."""
    photo = PhotoFactory(picture=picture, unsearched=True)
    search_faces(photo.pk)
    session = signed_in(photo.assignment.investigation.classroom.owner).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.set_viewport_size(LAPTOP)
    page.goto(site + masks_of(photo))
    return page


@pytest.mark.browser
def test_a_mask_is_drawn_with_the_mouse(desk):
    before = Photo.objects.get().masks.count()
    box = desk.locator("[data-picture]").bounding_box()
    desk.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.1)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.25, steps=4)
    desk.mouse.up()
    desk.get_by_role("button", name="Garder ce masque").click()
    expect(desk.get_by_text("Le masque est posé.")).to_be_visible()
    mask = Photo.objects.get().masks.get(score=None)
    assert (mask.left, mask.top, mask.right, mask.bottom) == pytest.approx((0.1, 0.1, 0.2, 0.25), abs=0.01)
    assert desk.locator("[data-mask]").count() == before + 1


@pytest.mark.browser
def test_a_mask_is_drawn_with_the_keyboard_and_a_false_one_taken_away(desk, axe):
    axe(desk, context=".sheet")
    desk.get_by_role("button", name="Ajouter un masque").focus()
    desk.keyboard.press("Enter")
    for key in ["ArrowLeft", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown"]:
        desk.keyboard.press(key)
    desk.keyboard.press("Escape")
    assert desk.locator(".masking__new").count() == 0
    desk.keyboard.press("Enter")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Le masque est posé.")).to_be_visible()
    mask = Photo.objects.get().masks.get(score=None)
    assert (mask.left, mask.top, mask.right, mask.bottom) == pytest.approx((0.42, 0.44, 0.6, 0.6), abs=0.001)
    count = desk.locator("[data-mask]").count()
    desk.get_by_role("button", name="ce n’est pas un visage").first.click()
    expect(desk.get_by_text("Le masque est enlevé.")).to_be_visible()
    assert desk.locator("[data-mask]").count() == count - 1


@pytest.mark.browser
def test_it_fits_a_phone_and_a_photo_that_waits_says_so(desk, axe):
    desk.set_viewport_size(PHONE)
    desk.reload()
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(desk, context=".sheet")
    Photo.objects.update(masked="")
    desk.reload()
    expect(desk.get_by_text("On cherche les visages de cette photo.")).to_be_visible()
    axe(desk, context=".sheet")
