"""What a tablet could not send, taken out in one file by a teacher with its eight digits."""

import json
from io import BytesIO

import pytest
from playwright.sync_api import expect

from classrooms.tablet_keys import rescue_private_key
from investigations.rescue import frames

pytestmark = pytest.mark.browser


def test_the_file_holds_what_is_not_sent_and_says_how_much(blocked):
    file = BytesIO(blocked.saved_rescue_file())
    expect(blocked.page.locator("[data-message]")).to_have_text("Le fichier est prêt : 1 reportage, 1 photo.")
    found = {frame.said["kind"]: frame.content for frame in frames(file, rescue_private_key())}
    assert found["photo"].startswith(b"\xff\xd8")
    assert "Mireille" in json.loads(found["version"])["answers"].values()


def test_no_file_is_made_of_nothing(notebook, assign):
    assign()
    notebook.open_with_card()
    notebook.open_rescue()
    notebook.page.locator("[data-save-rescue]").click()
    expect(notebook.page.locator("[data-message]")).to_have_text("Il n’y a rien à enregistrer : tout est arrivé.")
