"""Style sheets as they travel: one file without comments. In the repository each keeps to its subject."""

import re
from collections.abc import Callable

import minify

IMPORT = re.compile(r"""@import url\(["']?([\w./-]+\.css)["']?\);""")


def bundled(name: str, read: Callable[[str], str]) -> str:
    """The sheet ``name`` with those that it imports, which lie in its own folder; ``read`` gives a sheet's source."""
    folder = name.rpartition("/")[0]
    whole = IMPORT.sub(lambda found: read(f"{folder}/{found[1]}"), read(name))
    return minify.string("text/css", whole)
