"""What every test finds: throw-away folders, no network but this machine, a real Chromium where one is asked for."""

import gc
import os
import shutil
import socket
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from cms.fonts import build as build_fonts

pytest_plugins = ["tests.browser", "tests.founded", "tests.order", "tests.undefined_variables", "tests.webkit"]

# Playwright keeps an event loop running beside Django's synchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# No test fails for being slow: machines are noisy.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

DATABASE = {"db", "transactional_db", "live_server"}

_connect = socket.socket.connect


def _connect_here_only(self: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else None
    if host is not None and host not in {"127.0.0.1", "localhost", "::1"}:
        raise ConnectionRefusedError(f"A test called {host}: tests reach no foreign host.")
    _connect(self, address)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What asks for no database can reach none: pytest-django refuses. So it is the same on every one."""
    for item in items:
        if not item.get_closest_marker("django_db") and not DATABASE & set(item.fixturenames):
            item.add_marker("engine")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """What is loaded by now stays: looking at it again and again for rubbish took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def no_foreign_host():
    socket.socket.connect = _connect_here_only
    yield
    socket.socket.connect = _connect


@pytest.fixture(autouse=True)
def empty_folders():
    """Each test begins with no file in public or private storage."""
    yield
    for folder in [settings.MEDIA_ROOT, settings.PRIVATE_DIR]:
        shutil.rmtree(Path(folder), ignore_errors=True)
    Path(settings.ERASURES_FILE).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def glance(request, monkeypatch):
    """The detector looks at a smaller picture, eight times as fast, except where faces are what a test is about."""
    if request.node.get_closest_marker("faces"):
        return
    monkeypatch.setattr("investigations.photos.decoder.FACES_EDGE", 320)


@pytest.fixture(autouse=True)
def fresh_cache():
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The fonts are pages' static files: made once for all runs, they only depend on the packages."""
    ((_, folder),) = settings.STATICFILES_DIRS
    build_fonts(folder)
