import re
from pathlib import Path

import pytest
from django.apps import apps

from classrooms.artwork import ANIMALS, COLOURS, SECRETS

FOLDER = Path(apps.get_app_config("investigations").path) / "static" / "investigations" / "tablet"
MODULES = sorted((FOLDER / "js").rglob("*.js"))
WITHOUT_PAGE = [
    "album", "api", "digest", "ids", "keeper", "merging", "notebook", "outbox", "pages", "rescue", "retry", "state",
    "store", "tablet", "unlock",
]  # fmt: skip


def code_of(module: Path) -> str:
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", module.read_text(), flags=re.DOTALL)


def test_the_colours_of_the_animals_are_those_of_the_cards():
    rules = re.findall(r"\.colour--([\w-]+) \{ color: (#\w+); \}", (FOLDER / "css" / "colours.css").read_text())
    assert dict(rules) == {colour.slug: colour.hex for colour in COLOURS.values()}


@pytest.mark.django_db
def test_the_page_brings_every_drawing_and_no_inline_script_or_style(client):
    page = client.get("/carnet/").content.decode()
    assert set(re.findall(r'data-animal="([\w-]+)"', page)) == set(ANIMALS)
    assert re.findall(r'data-secret="([\w-]+)"', page) == list(SECRETS)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)


@pytest.mark.django_db
def test_the_words_of_the_notebook_are_served(client):
    assert client.get("/carnet/textes.js")["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_is_short_and_never_takes_text_for_markup(module):
    code = code_of(module)
    assert len(module.read_text().splitlines()) <= 250
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|localStorage|\beval\(", code)
    imports = [line for line in code.splitlines() if line.startswith("import ")]
    assert all(re.fullmatch(r'import .+ from "\.{1,2}/[\w/.]+\.js";', line) for line in imports)


def test_modules_import_in_no_circle():
    """Circles would keep collectstatic from giving them hashed names; so does a comment that says import("…")."""
    text = {module: module.read_text() for module in MODULES}
    lazy = {found for source in text.values() for found in re.findall(r"import\((.*?)\)", source)}
    assert lazy == {'"../rescue.js"', '"./scan.js"'}
    wants = {
        module: {(module.parent / found).resolve() for found in re.findall(r'from "(\..+?)";', source)}
        for module, source in text.items()
    }
    assert set().union(*wants.values()) <= set(MODULES)
    while free := [module for module, imported in wants.items() if not imported & set(wants)]:
        for module in free:
            del wants[module]
    assert not wants


@pytest.mark.parametrize("name", WITHOUT_PAGE)
def test_what_keeps_and_sends_knows_nothing_of_the_page(name):
    code = code_of(FOLDER / "js" / f"{name}.js")
    assert not re.search(r"\b(document|window|location|history|HTMLElement)\b", code)
    used = set(re.findall(r'from "\./(\w+)\.js"', code))
    assert used <= set(WITHOUT_PAGE)
