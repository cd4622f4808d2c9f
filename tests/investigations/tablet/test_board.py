"""The tablet's own board, and what a tablet says that the class has taken out."""

import pytest
from playwright.sync_api import expect

from classrooms.actions.change_tablet import revoke_tablet
from classrooms.models import Tablet

pytestmark = pytest.mark.browser


def test_the_board_says_whether_the_site_answers(notebook, assign):
    assign()
    told = notebook.page.locator("[data-told]")
    notebook.open_with_card()
    notebook.is_installed()
    notebook.open("#/tablette")
    notebook.page.context.set_offline(True)
    notebook.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(told).to_contain_text("n’arrive pas à joindre le site")
    notebook.page.wait_for_timeout(500)
    expect(told).to_contain_text("n’arrive pas à joindre le site")
    notebook.page.context.set_offline(False)
    notebook.page.get_by_role("button", name="Envoyer maintenant").click()
    expect(told).to_have_text("Le site répond.")
