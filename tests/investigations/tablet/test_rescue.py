"""What a tablet could not send, taken out in one file by a teacher with its eight digits."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from classrooms.models import Tablet
from classrooms.tablet_keys import rescue_code, rescue_private_key
from investigations.rescue import frames
from tests.investigations.tablet.notebook import PHOTOS, VERSIONS
from tests.pictures import from_camera

pytestmark = pytest.mark.browser


def open_with_digits(notebook) -> None:
    notebook.open("#/secours")
    notebook.page.get_by_label("Les huit chiffres").fill(rescue_code(Tablet.objects.get().pk))
    notebook.page.get_by_role("button", name="Continuer").click()


def test_the_file_holds_what_is_not_sent_and_says_how_much(notebook, assign):
    page = notebook.page
    assign()
    notebook.open_with_card()
    page.route(VERSIONS, lambda route: route.abort())
    page.route(PHOTOS, lambda route: route.abort())
    notebook.start()
    notebook.answer.fill("Mireille")
    notebook.go_to_question(7)
    notebook.take_photo(from_camera())
    expect(page.locator("[data-photo]")).to_have_count(1)
    open_with_digits(notebook)
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    expect(page.locator("[data-message]")).to_have_text("Le fichier est prêt : 1 reportage, 1 photo.")
    with Path(download.value.path()).open("rb") as file:
        found = {frame.said["kind"]: frame.content for frame in frames(file, rescue_private_key())}
    assert found["photo"].startswith(b"\xff\xd8")
    assert "Mireille" in json.loads(found["version"])["answers"].values()


def test_no_file_is_made_of_nothing(notebook, assign):
    assign()
    notebook.open_with_card()
    open_with_digits(notebook)
    notebook.page.get_by_role("button", name="Enregistrer le fichier").click()
    expect(notebook.page.locator("[data-message]")).to_have_text("Il n’y a rien à enregistrer : tout est arrivé.")
