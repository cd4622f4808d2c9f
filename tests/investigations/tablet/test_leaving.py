import pytest
from playwright.sync_api import expect

from classrooms.actions.change_tablet import revoke_tablet
from classrooms.models import Tablet
from tests.investigations.tablet.notebook import PHOTOS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser


def wish_and_take_out(notebook, assign) -> None:
    """A photo that never left, with the wish that it not be published, and taken out again."""
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.start()
    notebook.go_to_question(7)
    page.route(PHOTOS, lambda route: route.abort())
    notebook.take_photo(from_camera())
    page.get_by_role("button", name="ne publie pas ma photo").click()
    page.get_by_role("button", name="Enlever").click()
    notebook.is_kept()


def test_a_wish_for_a_photo_that_was_taken_out_does_not_hold_the_notebook_open(notebook, assign):
    wish_and_take_out(notebook, assign)
    notebook.page.get_by_role("button", name="Fermer mon carnet").click()
    expect(notebook.heading).to_have_text("Qui es-tu ?")


def test_the_way_in_says_where_it_is(notebook, pupil):
    here = notebook.page.locator(".steps [aria-current=step]")
    notebook.open()
    expect(here).to_contain_text("Ma classe")
    notebook.give_code(pupil.classroom.code)
    expect(here).to_contain_text("Mon prénom")
    notebook.touch_name()
    expect(here).to_contain_text("Mes images")


def test_a_revoked_tablet_can_leave_its_class(notebook, assign, pupil):
    assign()
    notebook.open_with_card()
    revoke_tablet(tablet=Tablet.objects.get(), user=pupil.classroom.owner)
    notebook.leave_class()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    expect(notebook.page.locator("[data-message]")).to_contain_text("Il ne reste rien dessus")
    expect(notebook.page.locator("[data-standing]")).to_be_empty()


def test_a_wish_for_a_photo_that_was_taken_out_does_not_keep_the_tablet_in_its_class(notebook, assign):
    wish_and_take_out(notebook, assign)
    notebook.leave_class()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")


def test_a_report_whose_wish_is_not_said_yet_is_not_home(notebook, assign):
    page = notebook.page
    assign()
    notebook.open_with_card()
    notebook.start()
    notebook.go_to_question(7)
    notebook.take_photo(from_camera())
    expect(page.get_by_text("Photo arrivée")).to_be_visible(timeout=20_000)
    page.route("**/objection", lambda route: route.abort())
    page.get_by_role("button", name="ne publie pas ma photo").click()
    expect(page.get_by_text("C’est noté")).to_be_visible()
    with page.expect_request("**/objection"):
        pass
    notebook.open("#/tablette")
    expect(page.locator("[data-held]")).to_contain_text("Encore à envoyer")
