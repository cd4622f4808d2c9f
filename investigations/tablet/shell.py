"""What the notebook is made of: one page and every file that it loads, found by following its own links."""

import functools
import hashlib
import posixpath
import re
from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

_LINKS = re.compile(r"""(?:from\s*|import\s*\(?\s*|url\(\s*|@import\s+(?:url\(\s*)?)["']([^"':]+)["']""")
_TEXTS = (".js", ".css")
ROOTS = (
    "investigations/tablet/css/tablet.css",
    "investigations/tablet/js/main.js",
    "cms/img/pin.svg",
)


def shell_files() -> tuple[str, ...]:
    """Addresses of the notebook's static files, sorted. Read once a process where their names tell their content."""
    return _remembered() if names_tell() else tuple(sorted(_followed()))


def shell_version(pages: str) -> str:
    """Changes when anything does: ``pages`` is what the views render themselves."""
    digest = hashlib.sha256(pages.encode())
    for address in shell_files():
        digest.update(address.encode())
        if not names_tell():
            digest.update(_read(address.removeprefix(settings.STATIC_URL)))
    return digest.hexdigest()[:16]


def scripts() -> dict[str, str]:
    """The text of every script by its address, as static files serve it."""
    return {
        address: _read(address.removeprefix(settings.STATIC_URL)).decode()
        for address in shell_files()
        if address.endswith(".js")
    }


def names_tell() -> bool:
    """Where static files were collected: their names hold a hash of their content, and scripts are minified."""
    return isinstance(staticfiles_storage, ManifestFilesMixin) and not settings.DEBUG


@functools.cache
def _remembered() -> tuple[str, ...]:
    return tuple(sorted(_followed()))


def _followed() -> Iterator[str]:
    todo = [staticfiles_storage.url(root).removeprefix(settings.STATIC_URL) for root in ROOTS]
    known = set(todo)
    while todo:
        name = todo.pop()
        yield settings.STATIC_URL + name
        if not name.endswith(_TEXTS):
            continue
        for link in _LINKS.findall(_read(name).decode()):
            linked = posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
            if linked not in known:
                known.add(linked)
                todo.append(linked)


def _read(name: str) -> bytes:
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(f"The notebook links to {name}, which is no static file.")
    with open(found, "rb") as file:
        return file.read()
