import pytest
from playwright.sync_api import expect

from tests.investigations.tablet.notebook import PHOTOS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser


def test_a_wish_for_a_photo_that_was_taken_out_does_not_hold_the_notebook_open(notebook, assign):
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
    page.get_by_role("button", name="Fermer mon carnet").click()
    expect(notebook.heading).to_have_text("Qui es-tu ?")


def test_the_way_in_says_where_it_is(notebook, pupil):
    here = notebook.page.locator(".steps [aria-current=step]")
    notebook.open()
    expect(here).to_contain_text("Ma classe")
    notebook.give_code(pupil.classroom.code)
    expect(here).to_contain_text("Mon prénom")
    notebook.touch_name()
    expect(here).to_contain_text("Mes images")
