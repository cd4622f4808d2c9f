"""Fixtures of the browser tests: Debian's Chromium, a live server on 127.0.0.1, and axe."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

# A busy machine is no fault of the page.
expect.set_options(timeout=20_000)

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]
PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}
LAPTOP = {"width": 1280, "height": 800}
# Rules of WCAG 2.1 A and AA, and the target size of 2.2.
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def chromium_path() -> str | None:
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": chromium_path(), "args": CHROMIUM_FLAGS}


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "fr-FR", "viewport": TABLET}


@pytest.fixture
def site(transactional_db, live_server):
    """Address of a running site, without a final slash."""
    return live_server.url


@pytest.fixture
def axe():
    """``axe(page)`` fails with what axe-core finds on the page as it stands."""

    def check(page, context=None):
        page.wait_for_load_state()
        results = Axe().run(page, context=context, options=AXE_RULES)
        assert not results.response["violations"], results.generate_report()

    return check
