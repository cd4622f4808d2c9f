"""What a school's line carries before a child may begin, without pictures and fonts."""

import re
from pathlib import Path

import brotli
import pytest

from investigations.tablet.shell import scripts
from tests.investigations.tablet.served import collected
from workshop.static_storage import MINIFIED

BUDGET = 30_000


def weight(client, path: str) -> int:
    return len(client.get(path, headers={"accept-encoding": "br", "accept-language": "fr"}).content)


@pytest.mark.django_db
def test_a_whole_version_is_small_and_its_scripts_know_each_other_by_hashed_names(client, static_folder, capsys):
    with collected(static_folder):
        texts = scripts()
        modules = {Path(address).name.split(".")[0] for address in texts}
        together = weight(client, "/carnet/version.json") + weight(client, "/carnet/sw.js")
        one_by_one = sum(len(brotli.compress(text.encode())) for text in texts.values())
        one_by_one += weight(client, "/carnet/textes.js") + weight(client, "/carnet/sw.js")
    with capsys.disabled():
        print(f"\nNotebook: {len(texts)} scripts, {together} bytes in one answer, {one_by_one} one by one")
    assert {"main", "app", "outbox", "rescue", "scan"} <= modules
    assert all(MINIFIED[0] in address for address in texts)
    for address, text in texts.items():
        assert "/**" not in text
        linked = re.findall(r"""(?:from|import\()\s*["']([./][^"']+)["']""", text)
        assert all(re.search(r"\.[0-9a-f]{12}\.js$", link) for link in linked), address
    assert together <= BUDGET
