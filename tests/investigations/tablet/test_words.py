import gettext
import json
import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo


@pytest.fixture
def english(settings, tmp_path):
    """A catalogue of one sentence, where the project keeps its own."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="en")
    catalogue.add("Mes missions", "My missions")
    with (folder / "djangojs.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [tmp_path]
    gettext._translations.clear()
    yield
    gettext._translations.clear()


def words(client, language: str) -> dict[str, str]:
    page = client.get("/carnet/textes.js", headers={"accept-language": language}).content.decode()
    found = re.search(r"newcatalog = (\{.*?\});", page, flags=re.DOTALL)
    return json.loads(found[1]) if found else {}


@pytest.mark.django_db
def test_the_notebook_speaks_english_to_who_asks_for_it(client, english):
    assert words(client, "en") == {"Mes missions": "My missions"}


@pytest.mark.django_db
def test_the_notebook_speaks_french_by_itself(client, english):
    assert words(client, "fr") == {}
